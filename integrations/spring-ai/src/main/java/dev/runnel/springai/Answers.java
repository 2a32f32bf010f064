package dev.runnel.springai;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** Makes chunks of the responses of one call. One thread at a time. */
final class Answers {
  /** Where models that speak OpenAI's language put what the model thought. */
  static final String REASONING = "reasoningContent";

  /** How Anthropic's marks a text as thoughts, and where it puts their signature. */
  private static final String THINKING = "thinking";

  private static final String SIGNATURE = "signature";

  private final Provider provider;
  private final Set<String> callsSeen = new HashSet<>();
  private String thoughts = "";
  private boolean finished;

  Answers(Provider provider) {
    this.provider = provider;
  }

  /** Tells whether the answer broke off: it is over, and did not say why. */
  boolean isCut() {
    return provider.tellsTheEnd() && !finished;
  }

  AiMessageChunk chunk(ChatResponse response) {
    List<ChunkPart> parts = new ArrayList<>();
    @Nullable String finish = null;
    for (Generation generation : response.getResults()) {
      addParts(generation.getOutput(), parts);
      String reason = generation.getMetadata().getFinishReason();
      finish = reason == null || reason.isEmpty() ? finish : reason;
    }
    finished |= finish != null;
    return new AiMessageChunk(parts, info(response.getMetadata(), finish), Extras.NONE);
  }

  private void addParts(AssistantMessage message, List<ChunkPart> parts) {
    Map<String, Object> metadata = message.getMetadata();
    String text = message.getText() == null ? "" : message.getText();
    if (metadata.get(REASONING) instanceof String told) {
      String added = provider.added(told, thoughts);
      thoughts = thoughts.concat(added);
      if (!added.isEmpty()) {
        parts.add(new Reasoning(added));
      }
    }
    if (metadata.get(SIGNATURE) instanceof String signature) {
      parts.add(Reasoning.signed(text, signature, "anthropic"));
    } else if (Boolean.TRUE.equals(metadata.get(THINKING))) {
      parts.add(new Reasoning(text));
    } else {
      parts.add(new TextPart(text));
    }
    for (AssistantMessage.ToolCall call : message.getToolCalls()) {
      // Some models tell the calls again with the last response.
      if (call.id().isEmpty() || callsSeen.add(call.id())) {
        parts.add(new ToolCall(call.id(), call.name(), arguments(call)));
      }
    }
    message.getMedia().forEach(media -> parts.add(media(media)));
  }

  /** Where a server gives several calls the same index, Spring AI writes their arguments in one. */
  private static String arguments(AssistantMessage.ToolCall call) {
    String arguments = call.arguments();
    if (arguments.isEmpty()) {
      return "{}";
    }
    if (hasMoreThanOneValue(arguments)) {
      throw new IllegalStateException(
          "Spring AI has joined several calls of tools into one, since the model's server gives"
              + " them one index: '%s' is called with %s".formatted(call.name(), arguments));
    }
    return arguments;
  }

  private static boolean hasMoreThanOneValue(String json) {
    try (JsonParser parser = JsonMapper.shared().createParser(json)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() != null;
    } catch (JacksonException cutOrNoJson) {
      return false; // That is for whoever reads the arguments.
    }
  }

  /** Makes a medium of Runnel's. */
  static Media media(org.springframework.ai.content.Media media) {
    String type = media.getMimeType().toString();
    Media.Kind kind =
        switch (media.getMimeType().getType()) {
          case "image" -> Media.Kind.IMAGE;
          case "audio" -> Media.Kind.AUDIO;
          case "video" -> Media.Kind.VIDEO;
          default -> Media.Kind.FILE;
        };
    return media.getData() instanceof byte[] bytes
        ? Media.of(kind, bytes, type)
        : Media.of(kind, URI.create(String.valueOf(media.getData()))).withMimeType(type);
  }

  private AnswerInfo info(@Nullable ChatResponseMetadata metadata, @Nullable String finish) {
    AnswerInfo info = AnswerInfo.NONE.withFinishReason(reason(finish), finish);
    return metadata == null
        ? info
        : info.withId(orNull(metadata.getId()))
            .withModel(orNull(metadata.getModel()))
            .withUsage(usage(metadata.getUsage()));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** The words of the providers; what none of them says is another reason. */
  private static @Nullable FinishReason reason(@Nullable String finish) {
    if (finish == null) {
      return null;
    }
    return switch (finish.toLowerCase(Locale.ROOT)) {
      case "stop", "end_turn", "stop_sequence", "completed" -> FinishReason.STOP;
      case "length", "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_calls", "tool_use", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety", "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** An answer without numbers has zeros in Spring AI. */
  private @Nullable TokenUsage usage(@Nullable Usage usage) {
    if (usage == null) {
      return null;
    }
    int input = orZero(usage.getPromptTokens());
    int output = orZero(usage.getCompletionTokens());
    int total = orZero(usage.getTotalTokens());
    if (input == 0 && output == 0 && total == 0) {
      return null;
    }
    int read = orZero(usage.getCacheReadInputTokens());
    int written = orZero(usage.getCacheWriteInputTokens());
    int uncounted = provider.uncounted(read, written);
    return new TokenUsage(
        input + uncounted, output, total + uncounted, read, written, provider.reasoning(usage));
  }

  private static int orZero(@Nullable Number number) {
    return number == null ? 0 : number.intValue();
  }
}
