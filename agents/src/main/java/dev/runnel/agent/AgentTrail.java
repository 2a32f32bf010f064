package dev.runnel.agent;

import java.io.Serial;
import java.util.Optional;

/**
 * Tells how far an {@link Agent} had come when its run failed. It is suppressed by the failure
 * itself, which reaches the caller as it was thrown.
 *
 * <pre>{@code
 * try {
 *   agent.invoke(prompt);
 * } catch (RuntimeException failure) {
 *   AgentTrail.of(failure).ifPresent(soFar -> history.addAll(soFar.messages()));
 * }
 * }</pre>
 */
public final class AgentTrail extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient AgentAnswer answer;

  AgentTrail(String agent, AgentAnswer answer) {
    super(
        "in agent '%s', after %s messages".formatted(agent, answer.messages().size()),
        null,
        false,
        false);
    this.answer = answer;
  }

  /**
   * Returns what a failure tells of the agent that failed, the outermost if there are several.
   *
   * @param failure what a run has thrown
   * @return everything so far, with a history that a model's provider accepts; empty if no agent
   *     has failed
   */
  public static Optional<AgentAnswer> of(Throwable failure) {
    AgentAnswer found = failure instanceof MaxTurnsException limit ? limit.answer() : null;
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof AgentTrail trail) {
        found = trail.answer;
      }
    }
    return Optional.ofNullable(found);
  }
}
