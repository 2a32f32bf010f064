package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunContext;
import dev.runnel.engine.Pipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs another runnel again when it fails, each time with an input that says what was wrong. Each
 * attempt is a run below this one's.
 */
public final class RepairingRunnel<I, C, O> extends AttemptingRunnel<I, C, O> {
  private final int repairs;
  private final Repair<I> repair;

  /**
   * Makes an input that says what was wrong.
   *
   * @param <I> the input
   */
  @FunctionalInterface
  public interface Repair<I> {
    /**
     * Returns the input of the next attempt, from how those before have failed; empty if no other
     * one can help.
     */
    Optional<I> of(I first, List<Throwable> failures);
  }

  /** Says how often the runnel is run again at the most. */
  public RepairingRunnel(CustomRunnel<I, C, O> runnel, int repairs, Repair<I> repair) {
    super(runnel);
    this.repairs = repairs;
    this.repair = repair;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    Repairs<I> inputs = new Repairs<>(input, repairs, repair);
    return Attempts.stream(
        new Source.Value<>(input),
        run,
        inputs,
        (number, read) -> Pipelines.child(runnel(), inputs.next, run, tags(number)));
  }

  private static List<String> tags(int number) {
    return number == 1 ? List.of() : List.of("repair:attempt:" + number);
  }

  @Override
  public String name() {
    return runnel().name();
  }

  /** What the attempts of one run read. Used by the thread that reads the run. */
  static final class Repairs<I> implements Attempts.Rule {
    private final I first;
    private final int most;
    private final Repair<I> repair;
    private final List<Throwable> failures = new ArrayList<>();
    private I next;

    Repairs(I first, int most, Repair<I> repair) {
      this.first = first;
      this.most = most;
      this.repair = repair;
      this.next = first;
    }

    @Override
    public boolean another(int number, Throwable failure) {
      if (number > most) {
        return false;
      }
      failures.add(failure);
      Optional<I> repaired = repair.of(first, List.copyOf(failures));
      repaired.ifPresent(input -> next = input);
      return repaired.isPresent();
    }

    @Override
    public Duration delay(int number, Throwable failure, RunClock clock) {
      return Duration.ZERO;
    }

    @Override
    public boolean firstFailureCounts() {
      return false;
    }
  }
}
