package dev.runnel.agent;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that each call of a history has its result. */
final class Histories {
  private Histories() {}

  /** Returns the calls that somebody else than the provider must answer. */
  static List<ToolCall> calls(AiMessage message) {
    return message.toolCalls().stream().filter(call -> !call.providerExecuted()).toList();
  }

  /** Returns an answer of a model with one result for each of its calls, in their order. */
  static List<ChatMessage> answered(
      AiMessage message, Map<String, ToolMessage> results, String reason) {
    List<ChatMessage> turn = new ArrayList<>();
    turn.add(message);
    for (ToolCall call : calls(message)) {
      ToolMessage result = results.get(call.id());
      turn.add(result == null ? failure(call, reason) : result);
    }
    return turn;
  }

  /** Answers the calls of a conversation that were never answered. */
  static List<ChatMessage> closed(List<ChatMessage> messages) {
    List<ChatMessage> closed = new ArrayList<>();
    int next = 0;
    while (next < messages.size()) {
      ChatMessage message = messages.get(next++);
      if (!(message instanceof AiMessage answer) || calls(answer).isEmpty()) {
        closed.add(message);
        continue;
      }
      List<ToolMessage> given = new ArrayList<>();
      while (next < messages.size() && messages.get(next) instanceof ToolMessage result) {
        given.add(result);
        next++;
      }
      closed.add(answer);
      closed.addAll(given);
      closed.addAll(missing(answer, given));
    }
    return closed;
  }

  private static List<ToolMessage> missing(AiMessage answer, List<ToolMessage> given) {
    Map<String, Integer> open = new LinkedHashMap<>();
    given.forEach(result -> open.merge(result.callId(), 1, Integer::sum));
    List<ToolMessage> missing = new ArrayList<>();
    for (ToolCall call : calls(answer)) {
      if (open.merge(call.id(), -1, Integer::sum) < 0) {
        missing.add(failure(call, ToolTexts.UNANSWERED));
      }
    }
    return missing;
  }

  static ToolMessage failure(ToolCall call, String text) {
    return new ToolMessage(ToolResult.failure(call, text));
  }
}
