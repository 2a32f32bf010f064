package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.OtherPart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes LangChain4j's messages. What a provider added goes back to that provider alone. What
 * LangChain4j has no place for is left out with a warning if the model can do without it, and an
 * error if it is what the user gives.
 */
final class ToMessages {
  static final String SIGNATURE = "thinking_signature";
  static final String REDACTED = "redacted_thinking";

  /** Under which Anthropic's reference advises to give back arguments that are no JSON object. */
  private static final String INVALID_JSON = "INVALID_JSON";

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final @Nullable String provider;
  private final Warnings warnings;

  /**
   * Says whom the messages are for.
   *
   * @param provider the provider; null if it is the one that each message came from
   * @param warnings takes what is left out
   */
  ToMessages(@Nullable String provider, Warnings warnings) {
    this.provider = provider;
    this.warnings = warnings;
  }

  dev.langchain4j.data.message.ChatMessage of(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return dev.langchain4j.data.message.SystemMessage.from(system.text());
    }
    if (message instanceof UserMessage user) {
      return user(user);
    }
    return message instanceof ToolMessage tool ? tool(tool) : answer((AiMessage) message);
  }

  private dev.langchain4j.data.message.UserMessage user(UserMessage message) {
    List<Content> contents = contents(message.parts());
    Map<String, Object> attributes = attributes(message, provider);
    if (message.name() == null && attributes.isEmpty() && message.text().isEmpty()) {
      return contents.isEmpty()
          ? dev.langchain4j.data.message.UserMessage.from("")
          : dev.langchain4j.data.message.UserMessage.from(contents);
    }
    dev.langchain4j.data.message.UserMessage.Builder builder =
        dev.langchain4j.data.message.UserMessage.builder().name(message.name()).contents(contents);
    return attributes.isEmpty() ? builder.build() : builder.attributes(attributes).build();
  }

  private List<Content> contents(List<MessagePart> parts) {
    List<Content> contents = new ArrayList<>();
    for (MessagePart part : parts) {
      if (part instanceof TextPart text) {
        contents.add(TextContent.from(text.text()));
      } else if (part instanceof Media media) {
        contents.add(media(media));
      } else {
        throw new IllegalArgumentException(
            "LangChain4j has no place in this message for: "
                + part
                + ". Give text or media instead.");
      }
    }
    return contents;
  }

  private static Content media(Media media) {
    if (media.source() instanceof Media.Address address) {
      return switch (media.kind()) {
        case IMAGE -> ImageContent.from(address.uri(), detail(media));
        case AUDIO -> AudioContent.from(address.uri());
        case VIDEO -> VideoContent.from(address.uri());
        case FILE -> PdfFileContent.from(address.uri());
      };
    }
    if (!(media.source() instanceof Media.Bytes bytes)) {
      throw cannot(media, "a file that is known to the provider by its id");
    }
    String base64 = bytes.base64();
    String type =
        Objects.requireNonNull(media.mimeType(), "Media of bytes need a MIME type: " + media);
    return switch (media.kind()) {
      case IMAGE -> ImageContent.from(base64, type, detail(media));
      case AUDIO -> AudioContent.from(base64, type);
      case VIDEO -> VideoContent.from(base64, type);
      case FILE -> {
        if (!type.equals("application/pdf")) {
          throw cannot(media, "a file of type " + type + ", only a PDF");
        }
        yield PdfFileContent.from(base64, type);
      }
    };
  }

  private static IllegalArgumentException cannot(Media media, String what) {
    return new IllegalArgumentException(
        "LangChain4j cannot send %s: %s. Give its bytes or its address, in a form that it can send."
            .formatted(what, media));
  }

  private static ImageContent.DetailLevel detail(Media media) {
    if (media.detail() == null) {
      return ImageContent.DetailLevel.AUTO;
    }
    return switch (media.detail()) {
      case AUTO -> ImageContent.DetailLevel.AUTO;
      case LOW -> ImageContent.DetailLevel.LOW;
      case HIGH, ORIGINAL -> ImageContent.DetailLevel.HIGH;
    };
  }

  private ToolExecutionResultMessage tool(ToolMessage message) {
    ToolExecutionResultMessage.Builder builder =
        ToolExecutionResultMessage.builder()
            .id(message.callId())
            .toolName(message.name())
            .isError(message.failed() ? Boolean.TRUE : null);
    List<MessagePart> parts = message.result().parts();
    boolean isText = parts.stream().allMatch(TextPart.class::isInstance);
    return isText
        ? builder.text(message.text()).build()
        : builder.contents(contents(parts)).build();
  }

  private dev.langchain4j.data.message.AiMessage answer(AiMessage message) {
    String receiver = provider == null ? message.info().provider() : provider;
    List<ToolExecutionRequest> requests = new ArrayList<>();
    List<Reasoning> reasoning = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (MessagePart part : message.parts()) {
      if (part instanceof TextPart words) {
        text.append(words.text());
      } else if (part instanceof Refusal refusal) {
        text.append(refusal.text());
      } else if (part instanceof Reasoning thought) {
        reasoning.add(thought);
      } else if (part instanceof ToolCall call && !call.providerExecuted()) {
        requests.add(request(call));
      } else {
        warnLeftOut(part);
      }
    }
    Map<String, Object> attributes = attributes(message, receiver);
    dev.langchain4j.data.message.AiMessage.Builder builder =
        dev.langchain4j.data.message.AiMessage.builder()
            .text(text.isEmpty() && !requests.isEmpty() ? null : text.toString())
            .toolExecutionRequests(requests);
    addReasoning(builder, attributes, reasoning, receiver);
    return builder.attributes(attributes).build();
  }

  private void warnLeftOut(MessagePart part) {
    String kind = part instanceof OtherPart other ? other.type() : part.getClass().getSimpleName();
    warnings.warn(
        "LangChain4j has no place in a model's message for a part of kind '%s'; it is left out."
            .formatted(kind));
  }

  /** Gives back what the receiver thought itself; plain text has no maker that minds. */
  private void addReasoning(
      dev.langchain4j.data.message.AiMessage.Builder builder,
      Map<String, Object> attributes,
      List<Reasoning> reasoning,
      @Nullable String receiver) {
    List<String> texts = new ArrayList<>();
    List<String> signatures = new ArrayList<>();
    List<String> redacted = new ArrayList<>();
    for (Reasoning thought : reasoning) {
      boolean isTheirs = thought.provider() == null || thought.provider().equals(receiver);
      if (!isTheirs) {
        continue;
      }
      if (thought.redacted()) {
        redacted.add(Objects.requireNonNullElse(thought.signature(), ""));
      } else {
        texts.add(thought.text());
        if (thought.signature() != null) {
          signatures.add(thought.signature());
        }
      }
    }
    if (signatures.size() > 1) {
      warnings.warn(
          "A message holds several pieces of signed reasoning. LangChain4j has one place for all of"
              + " them, before the text, so that the provider may refuse the message.");
    }
    String text = String.join("\n", texts);
    builder.thinking(text.isEmpty() ? null : text);
    if (!signatures.isEmpty()) {
      attributes.put(SIGNATURE, String.join("\n", signatures));
    }
    if (!redacted.isEmpty()) {
      attributes.put(REDACTED, redacted);
    }
  }

  private ToolExecutionRequest request(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id().isEmpty() ? null : call.id())
        .name(call.name())
        .arguments(provider == null ? call.arguments() : object(call.arguments()))
        .build();
  }

  /**
   * Returns arguments as a JSON object. Providers refuse any other, and some clients write them
   * into the request as they are; but a model that has made a mistake must be shown what it wrote.
   */
  private static String object(String arguments) {
    if (arguments.isBlank()) {
      return "{}";
    }
    try {
      if (STRICT.readTree(arguments).isObject()) {
        return arguments;
      }
    } catch (JacksonException noJson) {
      return wrapped(arguments);
    }
    return wrapped(arguments);
  }

  private static String wrapped(String arguments) {
    return STRICT.createObjectNode().put(INVALID_JSON, arguments).toString();
  }

  private static Map<String, Object> attributes(ChatMessage message, @Nullable String receiver) {
    String json = receiver == null ? null : message.extras().of(receiver);
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (json != null) {
      attributes.putAll(
          JsonMapper.shared().readValue(json, new TypeReference<Map<String, Object>>() {}));
    }
    return attributes;
  }
}
