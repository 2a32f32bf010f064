package dev.runnel.history;

import dev.runnel.RunnelException;
import java.io.Serial;
import java.time.Duration;

/** Thrown where a conversation is in the middle of another turn, and a run may wait no longer. */
public final class ConversationBusyException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String conversation;

  ConversationBusyException(String conversation, Duration waited) {
    super(
        waited.isZero()
            ? "Conversation '%s' is in the middle of another turn. Ask again when that has ended, or"
                    .formatted(conversation)
                + " let runs wait with ChatMemory.withWait."
            : ("Conversation '%s' was in the middle of another turn for %s, and this run may wait no"
                    + " longer. Is a stream neither read to its end nor closed?")
                .formatted(conversation, waited));
    this.conversation = conversation;
  }

  /**
   * Returns the conversation's id.
   *
   * @return the id
   */
  public String conversation() {
    return conversation;
  }
}
