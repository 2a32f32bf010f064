package dev.runnel.agent;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.MessagePart;
import dev.runnel.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sees to it that each call of a conversation has an id of its own: providers tell results apart by
 * them, and servers leave them out or repeat them. Not thread-safe.
 */
final class CallIds {
  /**
   * Stands behind the id of a call that runs an agent, before that of a call inside: no id of one
   * call has it.
   */
  static final String PATH = "/";

  private final Set<String> used = new HashSet<>();
  private int made;

  /** Knows the ids of a conversation. */
  CallIds(List<ChatMessage> messages) {
    for (ChatMessage message : messages) {
      if (message instanceof AiMessage answer) {
        know(answer);
      }
    }
  }

  /** Takes note of the ids of an answer. */
  void know(AiMessage answer) {
    answer.toolCalls().forEach(call -> used.add(call.id()));
  }

  /** Gives each call that is to be answered an id of its own. */
  AiMessage distinct(AiMessage answer) {
    List<MessagePart> parts = new ArrayList<>();
    boolean changed = false;
    for (MessagePart part : answer.parts()) {
      if (part instanceof ToolCall call && !call.providerExecuted() && !isNew(call.id())) {
        parts.add(renamed(call));
        changed = true;
      } else {
        parts.add(part);
      }
    }
    return changed ? new AiMessage(parts, answer.info(), answer.extras()) : answer;
  }

  private boolean isNew(String id) {
    return !id.isBlank() && !id.contains(PATH) && used.add(id);
  }

  private ToolCall renamed(ToolCall call) {
    return new ToolCall(nextId(), call.name(), call.arguments(), false, call.extras());
  }

  /** Makes an id of nine letters and digits, as the strictest provider wants them. */
  private String nextId() {
    String id;
    do {
      made++;
      id = String.format(Locale.ROOT, "call%05d", made);
    } while (!used.add(id));
    return id;
  }
}
