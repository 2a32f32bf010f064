package dev.runnel.batch;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Why an input has failed, as its journal tells it: in another process, perhaps. */
public final class JournaledFailure extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;
  private final String step;

  JournaledFailure(JournalEntry.Failure entry) {
    super(entry.message().isEmpty() ? entry.type() : entry.type() + ": " + entry.message());
    this.type = entry.type();
    this.step = entry.step();
  }

  /**
   * Returns the name of the exception's class.
   *
   * @return the name
   */
  public String type() {
    return type;
  }

  /**
   * Returns the step that has failed.
   *
   * @return the step, as {@code chain.step}; empty if that is not known
   */
  public String step() {
    return step;
  }
}
