package dev.runnel.tool;

import dev.runnel.RetryPolicy;
import dev.runnel.annotations.ToolFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a tool is to be run for a model. {@link Tool#answer} goes by the time limit, the retries, the
 * cap and the failures; who runs several calls, such as an agent, by the others.
 *
 * <pre>{@code
 * search.withRules(ToolRules.DEFAULT.withTimeout(Duration.ofSeconds(10)).withParallel(false));
 * }</pre>
 *
 * <p>Immutable; each {@code with} method returns a copy.
 *
 * @param timeout how long each attempt may take; empty for any time
 * @param retry when a failed tool is run again; empty for never
 * @param maxResultCharacters how much text the model gets at the most, at least 1; what is cut off
 *     is said in a notice at the end of it
 * @param approval whether somebody must approve each call before it runs
 * @param parallel whether it may run while another call of the same answer runs
 * @param returnDirect whether its result is the answer, without another turn of the model
 * @param onFailure what happens when it fails
 * @param endsRun the failures that end the run in any case; a checked one also counts inside its
 *     {@link dev.runnel.StepException}
 * @param maxCalls how often one run of an agent calls it at the most, at least 1
 */
public record ToolRules(
    Optional<Duration> timeout,
    Optional<RetryPolicy> retry,
    int maxResultCharacters,
    boolean approval,
    boolean parallel,
    boolean returnDirect,
    ToolFailure onFailure,
    Set<Class<? extends Throwable>> endsRun,
    int maxCalls) {
  /**
   * Runs a tool once, at any time, beside others and without asking. The model gets 50,000
   * characters of its result at the most, and a fixed text if it fails.
   */
  public static final ToolRules DEFAULT =
      new ToolRules(
          Optional.empty(),
          Optional.empty(),
          50_000,
          false,
          true,
          false,
          ToolFailure.FIXED_TEXT,
          Set.of(),
          Integer.MAX_VALUE);

  /**
   * Checks the values, and copies the set.
   *
   * @throws IllegalArgumentException if a limit is not more than zero
   */
  public ToolRules {
    timeout.ifPresent(
        limit -> {
          if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(
                "The timeout of a tool is " + limit + ", but it must be more than zero.");
          }
        });
    if (maxResultCharacters < 1) {
      throw new IllegalArgumentException(
          "maxResultCharacters is " + maxResultCharacters + ", but it must be at least 1.");
    }
    if (maxCalls < 1) {
      throw new IllegalArgumentException(
          "maxCalls is " + maxCalls + ", but it must be at least 1.");
    }
    endsRun = Set.copyOf(endsRun);
  }

  /**
   * Limits how long each attempt may take.
   *
   * @param limit the limit, more than zero
   * @return a copy
   */
  public ToolRules withTimeout(Duration limit) {
    return new ToolRules(
        Optional.of(limit),
        retry,
        maxResultCharacters,
        approval,
        parallel,
        returnDirect,
        onFailure,
        endsRun,
        maxCalls);
  }

  /**
   * Says when a failed tool is run again. What it has told as progress is not taken back, so a tool
   * whose progress somebody reads is run again only if it has told nothing.
   *
   * @param policy how often, how soon and after which errors
   * @return a copy
   */
  public ToolRules withRetry(RetryPolicy policy) {
    return new ToolRules(
        timeout,
        Optional.of(policy),
        maxResultCharacters,
        approval,
        parallel,
        returnDirect,
        onFailure,
        endsRun,
        maxCalls);
  }

  /**
   * Limits how much text the model gets.
   *
   * @param maximum the most characters, at least 1
   * @return a copy
   */
  public ToolRules withMaxResultCharacters(int maximum) {
    return new ToolRules(
        timeout, retry, maximum, approval, parallel, returnDirect, onFailure, endsRun, maxCalls);
  }

  /**
   * Says whether somebody must approve each call.
   *
   * @param needed whether it is needed
   * @return a copy
   */
  public ToolRules withApproval(boolean needed) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        needed,
        parallel,
        returnDirect,
        onFailure,
        endsRun,
        maxCalls);
  }

  /**
   * Says whether it may run while another call of the same answer runs.
   *
   * @param allowed whether it may
   * @return a copy
   */
  public ToolRules withParallel(boolean allowed) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        approval,
        allowed,
        returnDirect,
        onFailure,
        endsRun,
        maxCalls);
  }

  /**
   * Says whether its result is the answer, without another turn of the model.
   *
   * @param direct whether it is
   * @return a copy
   */
  public ToolRules withReturnDirect(boolean direct) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        approval,
        parallel,
        direct,
        onFailure,
        endsRun,
        maxCalls);
  }

  /**
   * Says what happens when it fails.
   *
   * @param policy what happens
   * @return a copy
   */
  public ToolRules withOnFailure(ToolFailure policy) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        approval,
        parallel,
        returnDirect,
        policy,
        endsRun,
        maxCalls);
  }

  /**
   * Says which failures end the run in any case.
   *
   * @param failures their classes
   * @return a copy
   */
  public ToolRules withEndsRun(Set<Class<? extends Throwable>> failures) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        approval,
        parallel,
        returnDirect,
        onFailure,
        failures,
        maxCalls);
  }

  /**
   * Limits how often one run of an agent calls it.
   *
   * @param maximum the most calls, at least 1
   * @return a copy
   */
  public ToolRules withMaxCalls(int maximum) {
    return new ToolRules(
        timeout,
        retry,
        maxResultCharacters,
        approval,
        parallel,
        returnDirect,
        onFailure,
        endsRun,
        maximum);
  }
}
