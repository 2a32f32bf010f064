package dev.runnel.ratelimit;

import dev.runnel.RetryAfter;
import dev.runnel.model.TokenCounter;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How much a model may be asked in a minute.
 *
 * <pre>{@code
 * RateLimit limit = RateLimit.ofRequests(500).withTokens(200_000);
 * }</pre>
 *
 * <p>Requests are spread over the minute: at once there may go out what comes together in {@code
 * burst}, and one request at least. So no minute sees more than the limit and one burst.
 *
 * <p>Immutable; each {@code with} method returns a copy.
 *
 * @param requests how many requests a minute; {@link #UNLIMITED} for any number
 * @param tokens how many tokens a minute, of prompts and answers; {@link #UNLIMITED} for any number
 * @param burst how long a share may be saved up; more than zero, at most a minute
 * @param pause how long to wait after a refusal that does not say how long
 * @param counter counts the tokens of a prompt before it is sent
 * @param refusal tells whether an error says that the provider was asked too much
 */
public record RateLimit(
    long requests,
    long tokens,
    Duration burst,
    Duration pause,
    TokenCounter counter,
    Predicate<? super Throwable> refusal) {
  /** Any number. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Causes may lead back to themselves. */
  private static final int DEEPEST_CAUSE = 16;

  /** Checks the values. */
  public RateLimit {
    check(requests >= 1, "requests", requests, "at least 1 a minute");
    check(tokens >= 1, "tokens", tokens, "at least 1 a minute");
    boolean isShare = burst.compareTo(Duration.ZERO) > 0;
    check(
        isShare && burst.compareTo(Duration.ofMinutes(1)) <= 0,
        "burst",
        burst,
        "more than zero and at most a minute");
    check(!pause.isNegative(), "pause", pause, "zero or more");
  }

  private static void check(boolean valid, String name, Object value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(name + " is " + value + ", but it must be " + range + ".");
    }
  }

  /**
   * Limits requests, and no tokens, with a burst of a second, a pause of a second, the counter
   * {@link TokenCounter#estimate()} and refusals as {@link #isRefusal} finds them.
   *
   * @param requests how many requests a minute, at least 1
   * @return the limit
   */
  public static RateLimit ofRequests(long requests) {
    return new RateLimit(
        requests,
        UNLIMITED,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        TokenCounter.estimate(),
        RateLimit::isRefusal);
  }

  /**
   * Limits tokens, and no requests, else as {@link #ofRequests} does.
   *
   * @param tokens how many tokens a minute, at least 1
   * @return the limit
   */
  public static RateLimit ofTokens(long tokens) {
    return ofRequests(UNLIMITED).withTokens(tokens);
  }

  /**
   * Limits tokens.
   *
   * @param tokens how many tokens a minute, of prompts and answers; at least 1
   * @return a copy
   */
  public RateLimit withTokens(long tokens) {
    return new RateLimit(requests, tokens, burst, pause, counter, refusal);
  }

  /**
   * Sets how much may go out at once: what comes together in that time.
   *
   * @param burst the time, more than zero and at most a minute
   * @return a copy
   */
  public RateLimit withBurst(Duration burst) {
    return new RateLimit(requests, tokens, burst, pause, counter, refusal);
  }

  /**
   * Sets how long nothing is sent after a refusal that does not say how long.
   *
   * @param pause the time, zero or more
   * @return a copy
   */
  public RateLimit withPause(Duration pause) {
    return new RateLimit(requests, tokens, burst, pause, counter, refusal);
  }

  /**
   * Sets what counts the tokens of a prompt before it is sent.
   *
   * @param counter the counter, such as a model's tokenizer
   * @return a copy
   */
  public RateLimit withCounter(TokenCounter counter) {
    return new RateLimit(requests, tokens, burst, pause, counter, refusal);
  }

  /**
   * Sets which errors say that the provider was asked too much.
   *
   * @param refusal tells it of an error
   * @return a copy
   */
  public RateLimit withRefusal(Predicate<? super Throwable> refusal) {
    return new RateLimit(requests, tokens, burst, pause, counter, refusal);
  }

  /**
   * Tells whether an error, or a cause of it, says how long to wait ({@link RetryAfter}), or is of
   * a class named {@code RateLimitException}, as the clients of providers throw it for the status
   * 429.
   *
   * @param error what a run of the model threw
   * @return whether it does
   */
  public static boolean isRefusal(Throwable error) {
    boolean found = RetryAfter.of(error).isPresent();
    @Nullable Throwable each = error;
    for (int depth = 0; !found && each != null && depth < DEEPEST_CAUSE; depth++) {
      found = each.getClass().getSimpleName().equals("RateLimitException");
      each = each.getCause();
    }
    return found;
  }
}
