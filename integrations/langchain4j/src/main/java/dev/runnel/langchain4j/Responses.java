package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes messages of LangChain4j's responses. */
final class Responses {
  private Responses() {}

  static AiMessage toMessage(ChatResponse response, Dialect dialect) {
    AnswerInfo info =
        AnswerInfo.NONE
            .withId(response.id())
            .withModel(response.modelName())
            .withProvider(dialect.provider())
            .withFinishReason(reason(response.finishReason()), null)
            .withUsage(response.tokenUsage() == null ? null : dialect.usage(response.tokenUsage()));
    return toMessage(
        response.aiMessage(), dialect.info(info, response.metadata()), dialect.provider());
  }

  static AiMessage toMessage(
      dev.langchain4j.data.message.AiMessage message, AnswerInfo info, @Nullable String provider) {
    List<MessagePart> parts = new ArrayList<>(reasoning(message, provider));
    parts.add(new TextPart(orEmpty(message.text())));
    message.toolExecutionRequests().forEach(request -> parts.add(toToolCall(request)));
    parts.addAll(images(message));
    return new AiMessage(parts, info, extras(message.attributes(), provider));
  }

  /**
   * Returns the reasoning. LangChain4j joins the thoughts, and the signatures, of several parts:
   * only if there is one of each is it known which belongs to which.
   */
  private static List<MessagePart> reasoning(
      dev.langchain4j.data.message.AiMessage message, @Nullable String provider) {
    List<MessagePart> parts = new ArrayList<>();
    String signature =
        message.attributes().get(ToMessages.SIGNATURE) instanceof String signed ? signed : null;
    if (message.thinking() != null || signature != null) {
      parts.add(
          new Reasoning(
              orEmpty(message.thinking()), signature, false, null, provider, Extras.NONE));
    }
    if (message.attributes().get(ToMessages.REDACTED) instanceof List<?> redacted) {
      redacted.forEach(
          data ->
              parts.add(
                  new Reasoning("", String.valueOf(data), true, null, provider, Extras.NONE)));
    }
    return parts;
  }

  private static List<Media> images(dev.langchain4j.data.message.AiMessage message) {
    List<Media> images = new ArrayList<>();
    for (Image image : message.images()) {
      Media media =
          image.base64Data() == null
              ? Media.image(image.url())
              : Media.image(Base64.getDecoder().decode(image.base64Data()), mimeType(image));
      images.add(media);
    }
    return images;
  }

  private static String mimeType(Image image) {
    return image.mimeType() == null ? "image/png" : image.mimeType();
  }

  /** Keeps what else a provider told, as far as it is JSON. */
  static Extras extras(Map<String, Object> attributes, @Nullable String provider) {
    Map<String, Object> others = new LinkedHashMap<>(attributes);
    others.remove(ToMessages.SIGNATURE);
    others.remove(ToMessages.REDACTED);
    others.values().removeIf(value -> !isJson(value));
    return others.isEmpty() || provider == null
        ? Extras.NONE
        : Extras.of(provider, JsonMapper.shared().writeValueAsString(others));
  }

  private static boolean isJson(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Responses::isJson);
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(Responses::isJson);
    }
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean;
  }

  static ToolCall toToolCall(ToolExecutionRequest request) {
    return new ToolCall(
        orEmpty(request.id()), orEmpty(request.name()), orEmpty(request.arguments()));
  }

  private static @Nullable FinishReason reason(
      dev.langchain4j.model.output.@Nullable FinishReason reason) {
    if (reason == null) {
      return null;
    }
    return switch (reason) {
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case OTHER -> FinishReason.OTHER;
    };
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
