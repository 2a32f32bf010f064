package dev.runnel.micrometer;

import dev.runnel.event.EventPayload;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages as the JSON that the conventions give for them. */
final class GenAiMessages {
  private GenAiMessages() {}

  /** Writes the system messages; null if there are none. */
  static @Nullable String system(ChatPrompt prompt) {
    List<Object> parts = new ArrayList<>();
    for (ChatMessage message : prompt.messages()) {
      if (message instanceof SystemMessage) {
        parts.addAll(parts(message));
      }
    }
    return parts.isEmpty() ? null : EventPayload.toJson(parts).toString();
  }

  /** Writes all messages but the system's. */
  static String input(ChatPrompt prompt) {
    List<Object> messages = new ArrayList<>();
    for (ChatMessage message : prompt.messages()) {
      if (!(message instanceof SystemMessage)) {
        messages.add(message(message));
      }
    }
    return EventPayload.toJson(messages).toString();
  }

  /** Writes a model's answer. */
  static String output(AiMessage answer) {
    Map<String, Object> message = message(answer);
    @Nullable FinishReason reason = answer.finishReason();
    message.put("finish_reason", reason == null ? "" : reason.name().toLowerCase(Locale.ROOT));
    return EventPayload.toJson(List.of(message)).toString();
  }

  private static Map<String, Object> message(ChatMessage message) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("role", role(message));
    written.put("parts", parts(message));
    return written;
  }

  private static String role(ChatMessage message) {
    if (message instanceof AiMessage) {
      return "assistant";
    }
    return message instanceof ToolMessage ? "tool" : "user";
  }

  private static List<Object> parts(ChatMessage message) {
    List<Object> parts = new ArrayList<>();
    for (MessagePart part : message.parts()) {
      parts.add(part(part));
    }
    return parts;
  }

  private static Map<String, Object> part(MessagePart part) {
    Map<String, Object> written = new LinkedHashMap<>();
    if (part instanceof TextPart text) {
      written.put("type", "text");
      written.put("content", text.text());
    } else if (part instanceof Reasoning reasoning) {
      written.put("type", "reasoning");
      written.put("content", reasoning.text());
    } else if (part instanceof ToolCall call) {
      written.put("type", "tool_call");
      written.put("id", call.id());
      written.put("name", call.name());
      written.put("arguments", call.arguments());
    } else if (part instanceof ToolResult result) {
      written.put("type", "tool_call_response");
      written.put("id", result.callId());
      written.put("response", result.text());
    } else {
      written.put("type", part.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
    return written;
  }
}
