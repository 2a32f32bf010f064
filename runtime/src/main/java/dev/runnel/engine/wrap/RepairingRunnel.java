package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
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
    return new AttemptStream<>(new Source.Value<>(input), run, new Repaired(input));
  }

  @Override
  public String name() {
    return runnel().name();
  }

  /** Tries again with another input. */
  private final class Repaired implements AttemptStream.Attempts<I, C> {
    private final I first;
    private final List<Throwable> failures = new ArrayList<>();
    private I next;

    Repaired(I first) {
      this.first = first;
      this.next = first;
    }

    @Override
    public Pipeline<C> attempt(int number, Source<I> read, RunContext run) {
      List<String> tags = number == 1 ? List.of() : List.of("repair:attempt:" + number);
      return Pipelines.child(runnel(), next, run, tags);
    }

    @Override
    public boolean another(int number, Throwable failure) {
      if (number > repairs) {
        return false;
      }
      failures.add(failure);
      Optional<I> repaired = repair.of(first, List.copyOf(failures));
      repaired.ifPresent(input -> next = input);
      return repaired.isPresent();
    }
  }
}
