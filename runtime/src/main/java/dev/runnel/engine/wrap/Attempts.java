package dev.runnel.engine.wrap;

import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Is what one run tries, one attempt after the other, and when it gives up.
 *
 * @param <C> the chunks
 */
public final class Attempts<C> implements AutoCloseable {
  private final IntFunction<Pipeline<C>> opening;
  private final Rule rule;
  private final RunClock clock;
  private final @Nullable Recording<?> recording;

  /**
   * Says what is tried.
   *
   * @param opening opens an attempt, by its number from 1
   * @param rule when to give up
   * @param run the run that all attempts belong to
   * @param recording what the attempts read, if it is a stream; closed with the attempts
   */
  public Attempts(
      IntFunction<Pipeline<C>> opening, Rule rule, Run run, @Nullable Recording<?> recording) {
    this.opening = opening;
    this.rule = rule;
    this.clock = run.clock();
    this.recording = recording;
  }

  public Pipeline<C> open(int number) {
    return opening.apply(number);
  }

  public boolean another(int number, Throwable failure) {
    return (recording == null || !recording.isCause(failure)) && rule.another(number, failure);
  }

  /** Waits before the attempt that follows the given one. */
  public void waitAfter(int number, Throwable failure) throws InterruptedException {
    Duration delay = rule.delay(number, failure, clock);
    if (!delay.isZero() && !delay.isNegative()) {
      clock.sleep(delay);
    }
  }

  /** Says that no other attempt follows. */
  public void committed() {
    if (recording != null) {
      recording.keepNoMore();
    }
  }

  /** Chooses the failure that goes on, of the failures of all attempts; it bears the others. */
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  public Throwable outcome(List<Throwable> failures) {
    Throwable chosen = failures.get(rule.firstFailureCounts() ? 0 : failures.size() - 1);
    for (Throwable other : failures) {
      if (other != chosen && !List.of(chosen.getSuppressed()).contains(other)) {
        chosen.addSuppressed(other);
      }
    }
    return chosen;
  }

  @Override
  public void close() {
    if (recording != null) {
      recording.close();
    }
  }

  /** Says when to give up. */
  public sealed interface Rule {
    boolean another(int number, Throwable failure);

    Duration delay(int number, Throwable failure, RunClock clock);

    boolean firstFailureCounts();
  }

  /** Tries the same again. */
  public record Retry(RetryPolicy policy) implements Rule {
    @Override
    public boolean another(int number, Throwable failure) {
      return number < policy.attempts() && policy.retries(failure);
    }

    @Override
    public Duration delay(int number, Throwable failure, RunClock clock) {
      return policy.delayAfter(number, failure, clock.random());
    }

    @Override
    public boolean firstFailureCounts() {
      return false;
    }
  }

  /** Tries something else. */
  public record Fallback(int count) implements Rule {
    @Override
    public boolean another(int number, Throwable failure) {
      return number < count && RetryPolicy.DEFAULT.retries(failure);
    }

    @Override
    public Duration delay(int number, Throwable failure, RunClock clock) {
      return Duration.ZERO;
    }

    @Override
    public boolean firstFailureCounts() {
      return true;
    }
  }
}
