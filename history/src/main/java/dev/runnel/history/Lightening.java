package dev.runnel.history;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Leaves reasoning and media out of messages. No message becomes empty by it. */
final class Lightening {
  private Lightening() {}

  static List<ChatMessage> lighten(List<ChatMessage> messages, Set<Dispensable> dispensable) {
    return messages.stream().map(message -> lighten(message, dispensable)).toList();
  }

  private static ChatMessage lighten(ChatMessage message, Set<Dispensable> dispensable) {
    if (message instanceof UserMessage user) {
      return new UserMessage(parts(user.parts(), dispensable), user.name(), user.extras());
    }
    if (message instanceof ToolMessage tool) {
      return new ToolMessage(result(tool.result(), dispensable), tool.extras());
    }
    if (message instanceof AiMessage answer) {
      List<MessagePart> parts = parts(answer.parts(), dispensable);
      return parts.isEmpty() ? answer : new AiMessage(parts, answer.info(), answer.extras());
    }
    return message;
  }

  private static List<MessagePart> parts(List<MessagePart> parts, Set<Dispensable> dispensable) {
    List<MessagePart> left = new ArrayList<>(parts.size());
    for (MessagePart part : parts) {
      if (part instanceof Media media && dispensable.contains(Dispensable.MEDIA)) {
        left.add(new TextPart(note(media)));
      } else if (part instanceof ToolResult result) {
        left.add(result(result, dispensable));
      } else if (!(part instanceof Reasoning) || !dispensable.contains(Dispensable.REASONING)) {
        left.add(part);
      }
    }
    return left;
  }

  private static ToolResult result(ToolResult result, Set<Dispensable> dispensable) {
    return new ToolResult(
        result.callId(),
        result.name(),
        parts(result.parts(), dispensable),
        result.failed(),
        result.extras());
  }

  private static String note(Media media) {
    String kind = media.kind().name().toLowerCase(Locale.ROOT);
    return media.name() == null
        ? "[%s left out]".formatted(kind)
        : "[%s %s left out]".formatted(kind, media.name());
  }
}
