package dev.runnel.serve;

import dev.runnel.Textual;
import dev.runnel.event.EventPayload;
import dev.runnel.model.AiMessage;

/** Sees what any chain gives as text, for protocols that know nothing else. */
final class ChatText {
  private ChatText() {}

  /** Returns the text of what has one; of anything else its JSON. */
  static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Textual textual
        ? textual.text()
        : WireJson.write(EventPayload.toJson(value));
  }

  /** Sees the whole of any chain as an answer. */
  static AiMessage answer(Object whole) {
    if (AgentTypes.isAnswer(whole)) {
      return AgentReader.answer(whole);
    }
    return whole instanceof AiMessage answer ? answer : new AiMessage(of(whole));
  }
}
