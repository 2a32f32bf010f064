package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunContext;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.ClosesPromptly;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one run tries, one attempt after the other, and when it gives up.
 *
 * @param <C> the chunks
 */
final class Attempts<C> implements ClosesPromptly {
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
  Attempts(IntFunction<Pipeline<C>> opening, Rule rule, Run run, @Nullable Recording<?> recording) {
    this.opening = opening;
    this.rule = rule;
    this.clock = run.clock();
    this.recording = recording;
  }

  /** Streams the first attempt that succeeds; what the attempts read is kept while it is needed. */
  static <I, C> ChunkStream<C> stream(
      Source<I> source, RunContext run, Rule rule, Attempt<I, C> attempt) {
    @Nullable ChunkStream<I> chunks = source.stream();
    @Nullable Recording<I> recording = chunks == null ? null : new Recording<>(chunks);
    return new AttemptStream<>(
        new Attempts<>(
            number ->
                attempt.open(
                    number, recording == null ? source : new Source.Chunks<>(recording.replay())),
            rule,
            ((Run) run),
            recording));
  }

  Pipeline<C> open(int number) {
    return opening.apply(number);
  }

  boolean another(int number, Throwable failure) {
    return (recording == null || !recording.isCause(failure)) && rule.another(number, failure);
  }

  /** Waits before the attempt that follows the given one. */
  void waitAfter(int number, Throwable failure) throws InterruptedException {
    Duration delay = rule.delay(number, failure, clock);
    if (!delay.isZero() && !delay.isNegative()) {
      clock.sleep(delay);
    }
  }

  /** Says that no other attempt follows. */
  void committed() {
    if (recording != null) {
      recording.keepNoMore();
    }
  }

  /** Chooses the failure that goes on, of the failures of all attempts; it bears the others. */
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  Throwable outcome(List<Throwable> failures) {
    Throwable chosen = failures.get(rule.firstFailureCounts() ? 0 : failures.size() - 1);
    for (Throwable other : failures) {
      if (other != chosen && !List.of(chosen.getSuppressed()).contains(other)) {
        chosen.addSuppressed(other);
      }
    }
    return chosen;
  }

  @Override
  public boolean closesPromptly() {
    return recording == null || recording.closesPromptly();
  }

  @Override
  public void close() {
    if (recording != null) {
      recording.close();
    }
  }

  /** Opens an attempt, by its number from 1, that reads the given source. */
  interface Attempt<I, C> {
    Pipeline<C> open(int number, Source<I> source);
  }

  /** Says when to give up. */
  sealed interface Rule permits Retry, Fallback, RepairingRunnel.Repairs {
    boolean another(int number, Throwable failure);

    Duration delay(int number, Throwable failure, RunClock clock);

    boolean firstFailureCounts();
  }

  /** Tries the same again. */
  record Retry(RetryPolicy policy) implements Rule {
    @Override
    public boolean another(int number, Throwable failure) {
      return number < policy.attempts() && policy.retries(failure) && policy.waitsFor(failure);
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
  record Fallback(int count) implements Rule {
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
