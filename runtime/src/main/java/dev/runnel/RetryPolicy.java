package dev.runnel;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How often, how soon and after which errors something is tried again.
 *
 * <p>The wait before the second attempt is {@code delay}, and each later one is {@code multiplier}
 * times the one before, up to {@code maxDelay}. Of each wait, the share {@code jitter} is left to
 * chance, so that many clients do not come back at the same moment. After an error that says itself
 * how long to wait ({@link RetryAfter}), or whose cause does, the wait is as long as it says. If it
 * says more than {@code maxDelay}, there is no other attempt: it would come too early.
 *
 * <pre>{@code
 * model.withRetry(RetryPolicy.ofAttempts(4).withDelay(Duration.ofMillis(200)).withOn(IOException.class));
 * }</pre>
 *
 * <p>Immutable; each {@code with} method returns a copy.
 *
 * @param attempts how many attempts there are in all, the first one included; at least 1
 * @param delay the wait before the second attempt; zero or more
 * @param multiplier what each wait is multiplied with for the next one; at least 1
 * @param maxDelay the longest wait, also for an error that says itself how long to wait
 * @param jitter the share of each wait that is random, from 0 to 1: with 0.2, a wait is from 80 to
 *     120 percent
 * @param on the errors after which there is another attempt; a checked one also counts inside its
 *     {@link StepException}
 * @param notOn the errors, among those, after which there is none
 */
public record RetryPolicy(
    int attempts,
    Duration delay,
    double multiplier,
    Duration maxDelay,
    double jitter,
    Set<Class<? extends Throwable>> on,
    Set<Class<? extends Throwable>> notOn) {
  /** Tries 3 times: waits half a second, then a second, each with a jitter of 20 percent. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          3,
          Duration.ofMillis(500),
          2,
          Duration.ofSeconds(30),
          0.2,
          Set.of(Exception.class),
          Set.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    check(attempts >= 1, "attempts", attempts, "at least 1");
    check(!delay.isNegative(), "delay", delay, "zero or more");
    check(multiplier >= 1 && multiplier < 1e9, "multiplier", multiplier, "at least 1");
    check(!maxDelay.isNegative(), "maxDelay", maxDelay, "zero or more");
    check(jitter >= 0 && jitter <= 1, "jitter", jitter, "from 0 to 1");
    on = Set.copyOf(on);
    notOn = Set.copyOf(notOn);
  }

  private static void check(boolean valid, String name, Object value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(name + " is " + value + ", but it must be " + range + ".");
    }
  }

  /**
   * Tries some times, with the waits of {@link #DEFAULT}.
   *
   * @param attempts how many attempts there are in all; at least 1
   * @return a policy
   */
  public static RetryPolicy ofAttempts(int attempts) {
    return DEFAULT.withAttempts(attempts);
  }

  /**
   * Sets how many attempts there are in all.
   *
   * @param attempts the number, at least 1
   * @return a copy
   */
  public RetryPolicy withAttempts(int attempts) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, notOn);
  }

  /**
   * Sets the wait before the second attempt.
   *
   * @param delay the wait, zero or more
   * @return a copy
   */
  public RetryPolicy withDelay(Duration delay) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, notOn);
  }

  /**
   * Sets how the waits grow.
   *
   * @param multiplier the factor, at least 1
   * @return a copy
   */
  public RetryPolicy withMultiplier(double multiplier) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, notOn);
  }

  /**
   * Sets the longest wait.
   *
   * @param maxDelay the longest wait, also for an error that says itself how long to wait
   * @return a copy
   */
  public RetryPolicy withMaxDelay(Duration maxDelay) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, notOn);
  }

  /**
   * Sets the share of each wait that is random.
   *
   * @param jitter the share, from 0 to 1
   * @return a copy
   */
  public RetryPolicy withJitter(double jitter) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, notOn);
  }

  /**
   * Sets the errors after which there is another attempt, in place of those set before.
   *
   * @param errors the types; their subtypes count as well
   * @return a copy
   */
  @SafeVarargs
  public final RetryPolicy withOn(Class<? extends Throwable>... errors) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, set(errors), notOn);
  }

  /**
   * Sets the errors after which there is no other attempt, although {@link #on} names them or a
   * type above them.
   *
   * @param errors the types; their subtypes count as well
   * @return a copy
   */
  @SafeVarargs
  public final RetryPolicy withNotOn(Class<? extends Throwable>... errors) {
    return new RetryPolicy(attempts, delay, multiplier, maxDelay, jitter, on, set(errors));
  }

  @SafeVarargs
  private static Set<Class<? extends Throwable>> set(Class<? extends Throwable>... types) {
    Set<Class<? extends Throwable>> set = new LinkedHashSet<>();
    for (Class<? extends Throwable> type : types) {
      set.add(type);
    }
    return set;
  }

  /**
   * Tells whether an error is one after which to try again. How many attempts there were is not
   * asked here.
   *
   * @param error what the attempt threw
   * @return whether it is; never for {@link StreamClosedException}, which is no failure of the
   *     attempt
   */
  public boolean retries(Throwable error) {
    if (error instanceof StreamClosedException || error instanceof InterruptedException) {
      return false;
    }
    Throwable thrown =
        error instanceof StepException && error.getCause() != null ? error.getCause() : error;
    return isAny(on, error, thrown) && !isAny(notOn, error, thrown);
  }

  private static boolean isAny(
      Set<Class<? extends Throwable>> types, Throwable error, Throwable thrown) {
    return types.stream().anyMatch(type -> type.isInstance(error) || type.isInstance(thrown));
  }

  /**
   * Computes the wait after a failed attempt.
   *
   * @param attempt which attempt failed, from 1
   * @param error what it threw
   * @param chance a random number from 0 (inclusive) to 1 (exclusive)
   * @return the wait, never longer than {@link #maxDelay}
   */
  public Duration delayAfter(int attempt, Throwable error, double chance) {
    Optional<Duration> asked = RetryAfter.of(error);
    if (asked.isPresent()) {
      return asked.get().compareTo(maxDelay) < 0 ? asked.get() : maxDelay;
    }
    double longest = nanos(maxDelay);
    double wait = Math.min(longest, nanos(delay) * Math.pow(multiplier, attempt - 1));
    return Duration.ofNanos((long) Math.min(longest, wait * (1 + jitter * (2 * chance - 1))));
  }

  /**
   * Tells whether another attempt would not come too early. It would if the error, or a cause of
   * it, asks for a longer wait than {@link #maxDelay} ({@link RetryAfter}).
   *
   * @param error what the attempt threw
   * @return whether the wait that it asks for, if any, is short enough
   */
  public boolean waitsFor(Throwable error) {
    return RetryAfter.of(error).map(asked -> asked.compareTo(maxDelay) <= 0).orElse(true);
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
