package dev.runnel.history;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.FinishReason;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Makes of what was seen of a turn something that every provider accepts as a history. */
final class CutTurns {
  private CutTurns() {}

  /** Why a turn was cut. */
  enum Reason {
    FAILED("failed", "The run failed"),
    CANCELLED("cancelled", "The run was cancelled");

    private final String word;
    private final String sentence;

    Reason(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }
  }

  /** Closes a turn. Returns an empty list if nothing is left of the answer. */
  static List<ChatMessage> closed(Question question, List<? extends ChatMessage> seen, Reason why) {
    List<ChatMessage> left = new ArrayList<>(seen);
    int last = left.size() - 1;
    if (last >= 0 && left.get(last) instanceof AiMessage answer) {
      AiMessage marked = marked(answer, why);
      if (marked.parts().isEmpty()) {
        left.remove(last);
      } else {
        left.set(last, marked);
      }
    }
    return left.isEmpty()
        ? List.of()
        : Turns.closed(question.turn(left), why.sentence + " before this call had a result.");
  }

  /** Leaves out what is cut in itself, and says that the message was. */
  private static AiMessage marked(AiMessage answer, Reason why) {
    List<MessagePart> parts =
        answer.parts().stream().filter(part -> isWhole(part, answer.parts())).toList();
    return new AiMessage(
        parts, answer.info().withFinishReason(FinishReason.OTHER, why.word), answer.extras());
  }

  private static boolean isWhole(MessagePart part, List<MessagePart> all) {
    if (part instanceof Reasoning reasoning) {
      return reasoning.signature() != null;
    }
    if (part instanceof ToolCall call) {
      return call.providerExecuted() ? hasResult(call, all) : isObject(call.arguments());
    }
    return true;
  }

  private static boolean hasResult(ToolCall call, List<MessagePart> all) {
    return all.stream()
        .anyMatch(part -> part instanceof ToolResult result && result.callId().equals(call.id()));
  }

  private static boolean isObject(String arguments) {
    try {
      return JsonMapper.shared().readTree(arguments).isObject();
    } catch (JacksonException cut) {
      return false;
    }
  }
}
