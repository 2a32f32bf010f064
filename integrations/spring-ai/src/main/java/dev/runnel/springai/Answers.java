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

/** Makes chunks of the responses of one call. One thread at a time. */
final class Answers {
  /** Where models that speak OpenAI's language put what the model thought. */
  static final String REASONING = "reasoningContent";

  /** How Anthropic's marks a text as thoughts, and where it puts their signature. */
  private static final String THINKING = "thinking";

  private static final String SIGNATURE = "signature";

  private final Set<String> callsSeen = new HashSet<>();

  AiMessageChunk chunk(ChatResponse response) {
    List<ChunkPart> parts = new ArrayList<>();
    @Nullable String finish = null;
    for (Generation generation : response.getResults()) {
      addParts(generation.getOutput(), parts);
      String reason = generation.getMetadata().getFinishReason();
      finish = reason == null || reason.isEmpty() ? finish : reason;
    }
    return new AiMessageChunk(parts, info(response.getMetadata(), finish), Extras.NONE);
  }

  private void addParts(AssistantMessage message, List<ChunkPart> parts) {
    Map<String, Object> metadata = message.getMetadata();
    String text = message.getText() == null ? "" : message.getText();
    if (metadata.get(REASONING) instanceof String thought && !thought.isEmpty()) {
      parts.add(new Reasoning(thought));
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
        parts.add(new ToolCall(call.id(), call.name(), call.arguments()));
      }
    }
    message.getMedia().forEach(media -> parts.add(media(media)));
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

  private static AnswerInfo info(@Nullable ChatResponseMetadata metadata, @Nullable String finish) {
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
      case "length", "max_tokens" -> FinishReason.LENGTH;
      case "tool_calls", "tool_use", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety", "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** An answer without numbers has zeros in Spring AI. */
  private static @Nullable TokenUsage usage(@Nullable Usage usage) {
    if (usage == null) {
      return null;
    }
    int input = orZero(usage.getPromptTokens());
    int output = orZero(usage.getCompletionTokens());
    int total = orZero(usage.getTotalTokens());
    return input == 0 && output == 0 && total == 0
        ? null
        : new TokenUsage(input, output, total)
            .withCache(
                orZero(usage.getCacheReadInputTokens()), orZero(usage.getCacheWriteInputTokens()));
  }

  private static int orZero(@Nullable Number number) {
    return number == null ? 0 : number.intValue();
  }
}
