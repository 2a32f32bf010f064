package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunTimeoutException;
import dev.runnel.RunTimeoutException.Limit;
import dev.runnel.TimeoutPolicy;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Threads;
import dev.runnel.engine.stream.ClosesPromptly;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the work of one limited run to its executor. That may be full, or drop what it gets, or a
 * listener may hold the start: until the run counts its time by itself, it is ended here. Work that
 * nobody has taken is then done on a thread of Runnel's own, and only finds that the run has ended.
 */
public final class LimitedWork implements Executor {
  private final Lifetime lifetime;
  private final Run run;
  private final Executor executor;
  private final Consumer<Throwable> expired;

  /** What nobody has taken yet; else null, since alarms must not hold what a reader may drop. */
  private volatile @Nullable Claim waiting;

  private LimitedWork(Lifetime lifetime, Run run, Consumer<Throwable> expired) {
    this.lifetime = lifetime;
    this.run = run;
    this.executor = run.executor();
    this.expired = expired;
  }

  /**
   * Returns what works for a run: its executor, where it has no limit. The time counts from now on.
   *
   * @param runnel what runs
   * @param expired takes the failure, if a limit is reached before the run counts its time itself
   */
  public static Executor of(
      Pipeline<?> pipeline, CustomRunnel<?, ?, ?> runnel, Consumer<Throwable> expired) {
    Run run = pipeline.scope.run();
    @Nullable TimeoutPolicy policy = policyOf(runnel, run);
    if (policy == null) {
      return run.executor();
    }
    LimitedWork work = new LimitedWork(pipeline.lifetime, run, expired);
    run.handedOver();
    policy.total().ifPresent(limit -> work.limit(Limit.TOTAL, limit));
    policy.firstChunk().ifPresent(limit -> work.limit(Limit.FIRST_CHUNK, limit));
    return work;
  }

  /** Puts together all limits that hold for one run. */
  private static @Nullable TimeoutPolicy policyOf(CustomRunnel<?, ?, ?> runnel, Run run) {
    @Nullable TimeoutPolicy all = run.config().timeout().orElse(null);
    @Nullable CustomRunnel<?, ?, ?> inner = runnel;
    while (inner != null) {
      if (inner instanceof Limited limited) {
        all = all == null ? limited.policy() : all.and(limited.policy());
        inner = limited.runnel();
      } else {
        inner = inner instanceof Delegating<?, ?, ?> outer ? outer.delegate() : null;
      }
    }
    return all;
  }

  /** A runnel that limits each of its runs, which are those of another one. */
  public interface Limited {
    TimeoutPolicy policy();

    CustomRunnel<?, ?, ?> runnel();
  }

  private void limit(Limit limit, Duration after) {
    RunClock.Alarm alarm =
        run.clock().schedule(after, () -> Threads.ofRunnel().execute(() -> expire(limit, after)));
    ClosesPromptly cancelling = alarm::cancel;
    lifetime.own(cancelling);
  }

  private void expire(Limit limit, Duration after) {
    if (run.isLimited()) {
      return;
    }
    RunTimeoutException failure = new RunTimeoutException(limit, after, run.name(), run.id());
    if (lifetime.fail(Lifetime.NO_STEP, failure)) {
      expired.accept(failure);
      @Nullable Claim left = waiting;
      if (left != null) {
        left.run();
      }
    }
  }

  @Override
  public void execute(Runnable work) {
    Claim claim = new Claim(work);
    waiting = claim;
    executor.execute(claim);
  }

  /** Work that is done once, by whoever comes first. */
  private final class Claim implements Runnable {
    private final Runnable work;
    private final AtomicBoolean taken = new AtomicBoolean();

    Claim(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (taken.compareAndSet(false, true)) {
        waiting = null;
        work.run();
      }
    }
  }
}
