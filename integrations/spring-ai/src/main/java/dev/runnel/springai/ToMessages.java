package dev.runnel.springai;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
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
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.util.MimeType;

/**
 * Makes Spring AI's messages. What a user or a tool gives and Spring AI has no place for is an
 * error; of what a model gave, it is left out with a warning.
 */
final class ToMessages {
  private final Warnings warnings;

  ToMessages(Warnings warnings) {
    this.warnings = warnings;
  }

  /** The results of the calls of one answer are one message of Spring AI. */
  List<Message> all(List<ChatMessage> messages) {
    List<Message> all = new ArrayList<>();
    List<ToolResponseMessage.ToolResponse> results = new ArrayList<>();
    for (ChatMessage message : messages) {
      if (message instanceof ToolMessage tool) {
        results.add(result(tool));
      } else {
        flush(results, all);
        all.add(one(message));
      }
    }
    flush(results, all);
    return all;
  }

  private static void flush(List<ToolResponseMessage.ToolResponse> results, List<Message> all) {
    if (!results.isEmpty()) {
      all.add(ToolResponseMessage.builder().responses(List.copyOf(results)).build());
      results.clear();
    }
  }

  private Message one(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return new org.springframework.ai.chat.messages.SystemMessage(system.text());
    }
    return message instanceof UserMessage user ? user(user) : answer((AiMessage) message);
  }

  private static Message user(UserMessage message) {
    List<org.springframework.ai.content.Media> media = new ArrayList<>();
    for (MessagePart part : message.parts()) {
      if (part instanceof Media one) {
        media.add(media(one));
      } else if (!(part instanceof TextPart)) {
        throw cannot(part);
      }
    }
    return org.springframework.ai.chat.messages.UserMessage.builder()
        .text(message.text())
        .media(media)
        .build();
  }

  /** Makes the result of one call. */
  static ToolResponseMessage.ToolResponse result(ToolMessage message) {
    for (MessagePart part : message.result().parts()) {
      if (!(part instanceof TextPart)) {
        throw cannot(part);
      }
    }
    return new ToolResponseMessage.ToolResponse(message.callId(), message.name(), message.text());
  }

  private static IllegalArgumentException cannot(MessagePart part) {
    return new IllegalArgumentException(
        "Spring AI has no place in this message for: " + part + ". Give text or media instead.");
  }

  private static org.springframework.ai.content.Media media(Media media) {
    org.springframework.ai.content.Media.Builder builder =
        org.springframework.ai.content.Media.builder().mimeType(MimeType.valueOf(type(media)));
    if (media.name() != null) {
      builder.name(media.name());
    }
    if (media.source() instanceof Media.Bytes bytes) {
      return builder.data(bytes.content()).build();
    }
    if (media.source() instanceof Media.Address address) {
      return builder.data(address.uri()).build();
    }
    throw new IllegalArgumentException(
        "Spring AI cannot send a file that is known to the provider by its id: "
            + media
            + ". Give its bytes or its address.");
  }

  /** Spring AI asks for a type also where an address says it. */
  private static String type(Media media) {
    if (media.mimeType() != null) {
      return media.mimeType();
    }
    return switch (media.kind()) {
      case IMAGE -> "image/png";
      case AUDIO -> "audio/mpeg";
      case VIDEO -> "video/mp4";
      case FILE -> "application/pdf";
    };
  }

  private Message answer(AiMessage message) {
    StringBuilder text = new StringBuilder();
    List<AssistantMessage.ToolCall> calls = new ArrayList<>();
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (MessagePart part : message.parts()) {
      if (part instanceof TextPart words) {
        text.append(words.text());
      } else if (part instanceof Refusal refusal) {
        text.append(refusal.text());
      } else if (part instanceof ToolCall call && !call.providerExecuted()) {
        calls.add(
            new AssistantMessage.ToolCall(call.id(), "function", call.name(), call.arguments()));
      } else if (part instanceof Reasoning thought && !thought.redacted()) {
        metadata.merge(Answers.REASONING, thought.text(), (one, more) -> one + "\n" + more);
      } else {
        warnings.warn(
            "Spring AI has no place in a model's message for a part of kind '%s'; it is left out."
                .formatted(part.getClass().getSimpleName()));
      }
    }
    return AssistantMessage.builder()
        .content(text.toString())
        .toolCalls(calls)
        .properties(metadata)
        .build();
  }
}
