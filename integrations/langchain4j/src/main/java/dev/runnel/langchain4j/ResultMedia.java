package dev.runnel.langchain4j;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves media out of tools' results, for providers that allow only text there: into one message of
 * the user behind all results of an answer, between which nothing may stand.
 */
final class ResultMedia {
  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<MessagePart> moved = new ArrayList<>();

  private ResultMedia() {}

  static List<ChatMessage> moved(List<ChatMessage> messages) {
    if (messages.stream().noneMatch(ResultMedia::hasMedia)) {
      return messages;
    }
    ResultMedia result = new ResultMedia();
    messages.forEach(result::add);
    result.endResults();
    return result.messages;
  }

  private static boolean hasMedia(ChatMessage message) {
    return message instanceof ToolMessage tool
        && tool.result().parts().stream().anyMatch(Media.class::isInstance);
  }

  private void add(ChatMessage message) {
    if (!(message instanceof ToolMessage tool)) {
      endResults();
      messages.add(message);
    } else if (hasMedia(tool)) {
      messages.add(withoutMedia(tool));
    } else {
      messages.add(tool);
    }
  }

  private ToolMessage withoutMedia(ToolMessage message) {
    ToolResult result = message.result();
    List<MessagePart> left = new ArrayList<>();
    moved.add(
        new TextPart(
            "What the tool '" + result.name() + "' gave for call " + result.callId() + ":"));
    for (MessagePart part : result.parts()) {
      if (part instanceof Media) {
        moved.add(part);
      } else {
        left.add(part);
      }
    }
    left.add(new TextPart((left.isEmpty() ? "" : "\n") + "[The media are in the next message.]"));
    return new ToolMessage(
        new ToolResult(result.callId(), result.name(), left, result.failed(), result.extras()),
        message.extras());
  }

  private void endResults() {
    if (!moved.isEmpty()) {
      messages.add(new UserMessage(moved));
      moved.clear();
    }
  }
}
