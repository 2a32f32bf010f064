package dev.runnel.history;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Thrown where a turn is to be stored in a conversation that went on meanwhile. */
public final class HistoryConflictException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String conversation;

  /**
   * Makes an exception where the version that was found is known.
   *
   * @param conversation the conversation's id
   * @param expectedVersion the version for which the turn was made
   * @param foundVersion the version that the conversation has
   */
  public HistoryConflictException(String conversation, long expectedVersion, long foundVersion) {
    super(
        ("Conversation '%s' went on while this turn was made: it was read at version %s, and has"
                + " version %s now. Nothing of the turn was stored. Ask again.")
            .formatted(conversation, expectedVersion, foundVersion));
    this.conversation = conversation;
  }

  /**
   * Makes an exception where the store only tells that another write came first.
   *
   * @param conversation the conversation's id
   * @param expectedVersion the version for which the turn was made
   * @param cause what the store says
   */
  public HistoryConflictException(String conversation, long expectedVersion, Throwable cause) {
    super(
        ("Conversation '%s' went on while this turn was made: it was read at version %s, and has a"
                + " later one now. Nothing of the turn was stored. Ask again.")
            .formatted(conversation, expectedVersion),
        cause);
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
