package dev.runnel.agent;

import dev.runnel.RunnelException;
import java.io.Serial;

/**
 * Thrown where a model still calls tools after as many turns as an {@link Agent} has. Its {@link
 * #answer()} has everything so far.
 */
public final class MaxTurnsException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient AgentAnswer answer;

  MaxTurnsException(int maxTurns, AgentAnswer answer) {
    super(
        "The model still calls tools after %s turns. Allow more with withMaxTurns, or let it answer without tools with withAtMaxTurns."
            .formatted(maxTurns));
    this.answer = answer;
  }

  /**
   * Returns everything so far.
   *
   * @return the answer, with all messages; the last calls are answered as not run
   */
  public AgentAnswer answer() {
    return answer;
  }
}
