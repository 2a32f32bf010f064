package dev.runnel.history;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides messages into turns, and closes those that are open. A turn begins with a message of the
 * user that comes after one of another kind.
 */
final class Turns {
  private static final String NO_RESULT = "There is no result of this call.";

  private Turns() {}

  /** Divides messages into turns. What stands before the first message of a user is left out. */
  static List<List<ChatMessage>> of(List<? extends ChatMessage> messages) {
    List<List<ChatMessage>> turns = new ArrayList<>();
    boolean afterUser = false;
    for (ChatMessage message : messages) {
      boolean isUser = message instanceof UserMessage;
      if (isUser && !afterUser) {
        turns.add(new ArrayList<>());
      }
      if (!turns.isEmpty()) {
        turns.get(turns.size() - 1).add(message);
      }
      afterUser = isUser;
    }
    return turns;
  }

  /** Returns where the last turn begins; -1 if there is no message of a user. */
  static int startOfLast(List<? extends ChatMessage> messages) {
    int start = -1;
    for (int i = messages.size() - 1; i >= 0; i--) {
      boolean isUser = messages.get(i) instanceof UserMessage;
      if (!isUser && start >= 0) {
        return start;
      }
      start = isUser ? i : start;
    }
    return start;
  }

  /** Tells whether a turn waits for the result of a call. */
  static boolean isOpen(List<? extends ChatMessage> turn) {
    for (int i = 0; i < turn.size(); i++) {
      if (turn.get(i) instanceof AiMessage answer) {
        List<ToolMessage> results = resultsAfter(turn, i);
        for (ToolCall call : callsOf(answer)) {
          if (take(results, call) == null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Closes a turn of which nothing more is known. */
  static List<ChatMessage> closed(List<? extends ChatMessage> turn) {
    return closed(turn, NO_RESULT);
  }

  /**
   * Gives each call exactly one result, in the order of the calls, directly behind the message that
   * makes them; a result without a call is left out.
   *
   * @param missing what the model is told of a call that has no result
   */
  static List<ChatMessage> closed(List<? extends ChatMessage> turn, String missing) {
    List<ChatMessage> closed = new ArrayList<>(turn.size());
    for (int i = 0; i < turn.size(); i++) {
      ChatMessage message = turn.get(i);
      if (message instanceof ToolMessage) {
        continue; // stands behind its call already, or has none
      }
      closed.add(message);
      if (message instanceof AiMessage answer) {
        List<ToolMessage> results = resultsAfter(turn, i);
        for (ToolCall call : callsOf(answer)) {
          @Nullable ToolMessage result = take(results, call);
          closed.add(result == null ? ChatMessage.tool(ToolResult.failure(call, missing)) : result);
        }
      }
    }
    return List.copyOf(closed);
  }

  private static List<ToolCall> callsOf(AiMessage answer) {
    return answer.toolCalls().stream().filter(call -> !call.providerExecuted()).toList();
  }

  /** Returns the results up to the model's next message. */
  private static List<ToolMessage> resultsAfter(List<? extends ChatMessage> turn, int answer) {
    List<ToolMessage> results = new ArrayList<>();
    for (int i = answer + 1; i < turn.size() && !(turn.get(i) instanceof AiMessage); i++) {
      if (turn.get(i) instanceof ToolMessage result) {
        results.add(result);
      }
    }
    return results;
  }

  /** Takes the first result of a call: ids may be missing, or be there twice. */
  private static @Nullable ToolMessage take(List<ToolMessage> results, ToolCall call) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).callId().equals(call.id())) {
        return results.remove(i);
      }
    }
    return null;
  }
}
