package dev.runnel.ratelimit;

import dev.runnel.RetryAfter;
import dev.runnel.RunClock;
import dev.runnel.StreamClosedException;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.TokenUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all that asks through it to one limit. Make one for each account of a provider, and let all
 * its models go through it:
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.of(RateLimit.ofRequests(500).withTokens(200_000));
 * ChatModel large = limiter.over(openAi).withRetry(RetryPolicy.ofAttempts(4));
 * }</pre>
 *
 * <p><b>Waiting.</b> Runs are sent in the order in which they came, so that a large prompt is not
 * passed by small ones for ever. A prompt that is larger than what comes together at once is sent
 * when as much as possible is there, and those behind it wait until it is made up for. A wait
 * counts for the limits of its run, and ends when that is cancelled; then nothing was taken. The
 * run tells of it by the event {@link RateLimitWait}.
 *
 * <p><b>Tokens.</b> Before it is sent, a prompt counts as the limit's counter says, with its tools
 * as a token for four characters, and with an answer as long as those before were in the mean: at
 * first 500, and at most what its options allow. When the answer tells its usage, that is what
 * counts; an answer that does not tell, or is cancelled, stays as it was estimated.
 *
 * <p><b>Refusals.</b> When the provider refuses a request, all wait: as long as the error says
 * ({@link dev.runnel.RetryAfter}), else as the limit does. Then it goes on at half the rate, and
 * gets an eighth of the limit back for every 15 seconds without another refusal. Requests that were
 * under way at a refusal do not halve it again. The refused run itself fails, and is tried again by
 * {@link ChatModel#withRetry} over the limited model.
 *
 * <p>Thread-safe.
 */
public final class RateLimiter {
  private static final double FIRST_ANSWER = 500;

  /** How much of a new answer goes into the mean. */
  private static final double WEIGHT = 1 / 8.0;

  private final RateLimit limit;
  private final RunClock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** What follows is guarded by the lock. */
  private final Deque<Ticket> waiting = new ArrayDeque<>();

  private final Budget budget;
  private double meanAnswer = FIRST_ANSWER;
  private long halvings;

  private RateLimiter(RateLimit limit, RunClock clock) {
    this.limit = limit;
    this.clock = clock;
    this.budget = new Budget(limit, clock.nanoTime());
  }

  /**
   * Makes a limiter.
   *
   * @param limit what it keeps to
   * @return the limiter
   */
  public static RateLimiter of(RateLimit limit) {
    return of(limit, RunClock.system());
  }

  /**
   * Makes a limiter that goes by another clock.
   *
   * @param limit what it keeps to
   * @param clock where it gets the time from, and waits; a test sets one that need not wait
   * @return the limiter
   */
  public static RateLimiter of(RateLimit limit, RunClock clock) {
    return new RateLimiter(limit, clock);
  }

  /**
   * Lets a model go through this limiter. Each run of the result is one request: put retries over
   * it, not below.
   *
   * @param model the model
   * @return a model that asks this one, under this one's name
   */
  public ChatModel over(ChatModel model) {
    return new LimitedModel(this, model.implementation());
  }

  /**
   * Tells how it stands, for metrics.
   *
   * @return how it stands now
   */
  public RateLimiterState state() {
    lock.lock();
    try {
      budget.passTo(clock.nanoTime());
      return new RateLimiterState(waiting.size(), budget.share(), budget.pause());
    } finally {
      lock.unlock();
    }
  }

  /** Queues up with a prompt. */
  Ticket enter(ChatPrompt prompt) {
    double tokens =
        limit.tokens() == RateLimit.UNLIMITED ? 0 : Estimates.ofPrompt(prompt, limit.counter());
    lock.lock();
    try {
      Ticket ticket = new Ticket(tokens + Estimates.ofAnswer(prompt, meanAnswer));
      waiting.add(ticket);
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  private void letNextLook() {
    if (!waiting.isEmpty()) {
      waiting.getFirst().changed.signal();
    }
  }

  /** A place in the queue, and then what was taken. */
  final class Ticket {
    private final double estimate;
    private final Condition changed = lock.newCondition();
    private final long enteredAt = clock.nanoTime();
    private long halvingsBefore;
    private long lookedAt;
    private boolean left;

    private Ticket(double estimate) {
      this.estimate = estimate;
    }

    /**
     * Waits until the request may be sent.
     *
     * @return how long it has waited
     * @throws StreamClosedException if it has left meanwhile
     */
    Duration await() throws InterruptedException {
      lock.lock();
      try {
        long wait = nanosToWait();
        while (wait > 0) {
          sleep(Duration.ofNanos(wait));
          wait = nanosToWait();
        }
        budget.take(estimate);
        halvingsBefore = halvings;
      } finally {
        leave();
        lock.unlock();
      }
      return Duration.ofNanos(Math.max(0, lookedAt - enteredAt));
    }

    /** Waits to be the first, and tells how long it still has to wait then. */
    private long nanosToWait() throws InterruptedException {
      while (!left && waiting.getFirst() != this) {
        changed.await();
      }
      if (left) {
        throw new StreamClosedException("The run was closed while it waited for its rate limit.");
      }
      lookedAt = clock.nanoTime();
      budget.passTo(lookedAt);
      return budget.nanosUntil(estimate);
    }

    /** Sleeps without the lock; others may come, leave, and be refused meanwhile. */
    private void sleep(Duration wait) throws InterruptedException {
      lock.unlock();
      try {
        clock.sleep(wait);
      } finally {
        lock.lock();
      }
    }

    /** Leaves the queue; without effect for one who is not in it. */
    void leave() {
      lock.lock();
      try {
        if (!left) {
          left = true;
          changed.signal();
          waiting.remove(this);
          letNextLook();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Puts what the answer took in the place of what was estimated. */
    void used(TokenUsage usage) {
      lock.lock();
      try {
        budget.passTo(clock.nanoTime());
        budget.takeTokens(
            Math.max(usage.total(), (long) usage.input() + usage.output()) - estimate);
        meanAnswer += (usage.output() - meanAnswer) * WEIGHT;
      } finally {
        lock.unlock();
      }
    }

    /** Takes note of a failure of the request, which may be a refusal. */
    void failed(Throwable failure) {
      if (!limit.refusal().test(failure)) {
        return;
      }
      Duration pause = RetryAfter.of(failure).orElse(limit.pause());
      lock.lock();
      try {
        budget.passTo(clock.nanoTime());
        boolean halves = halvings == halvingsBefore;
        halvings += halves ? 1 : 0;
        budget.refused(pause, halves);
      } finally {
        lock.unlock();
      }
    }
  }
}
