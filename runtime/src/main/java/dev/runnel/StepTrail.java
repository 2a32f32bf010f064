package dev.runnel;

import java.io.Serial;
import java.util.UUID;

/**
 * The place in a chain where an exception came from; found among the exception's {@linkplain
 * Throwable#getSuppressed() suppressed} ones.
 *
 * <p>It is never thrown, and so is no {@link RunnelException}: it is a throwable only since nothing
 * else can be suppressed, and prints with the exception. It has no stack trace of its own. An
 * exception bears one trail for each run of a chain that it passed through, the innermost first.
 */
public final class StepTrail extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String chain;
  private final String step;
  private final UUID runId;

  /**
   * Makes a trail.
   *
   * @param chain the name of the chain
   * @param step the name of the step
   * @param runId the id of the chain's run
   */
  public StepTrail(String chain, String step, UUID runId) {
    super("in step '" + step + "' of chain '" + chain + "', run " + runId, null, false, false);
    this.chain = chain;
    this.step = step;
    this.runId = runId;
  }

  /**
   * Returns the name of the chain.
   *
   * @return the name
   */
  public String chain() {
    return chain;
  }

  /**
   * Returns the name of the step that failed.
   *
   * @return the name
   */
  public String step() {
    return step;
  }

  /**
   * Returns the id of the chain's run.
   *
   * @return the id
   */
  public UUID runId() {
    return runId;
  }
}
