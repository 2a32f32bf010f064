package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.EmptyStreamException;
import dev.runnel.Whole;
import java.util.function.Consumer;

/**
 * Adds up the chunks of one stream into its whole.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class Collector<C, O> implements Consumer<C>, Runnable, Accumulator<C, O> {
  /** Makes a collector that goes by a rule. */
  @SuppressWarnings("unchecked") // the whole of the last chunk is that chunk
  public static <C, O> Collector<C, O> of(Whole<? super C, O> whole) {
    return Whole.last().equals(whole)
        ? (Collector<C, O>) new LastChunk<C>()
        : new Summing<C, O>(whole);
  }

  @Override
  public final void add(C chunk) {
    accept(chunk);
  }

  /** Throws away what was added up: it is given anew. */
  @Override
  public abstract void run();

  public abstract boolean isEmpty();

  public abstract Whole<? super C, O> whole();

  /** Returns the whole of no chunks; without one, the error names who gave and who reads. */
  public final O whenEmpty(String giver, String reader) {
    return whole()
        .whenEmpty()
        .orElseThrow(
            () ->
                new EmptyStreamException(
                    giver
                        + " gave no chunk, but "
                        + reader
                        + " asks for its whole, and there is no whole of nothing."));
  }

  private static final class Summing<C, O> extends Collector<C, O> {
    private final Whole<? super C, O> whole;
    private Accumulator<? super C, O> accumulator;
    private boolean empty = true;

    Summing(Whole<? super C, O> whole) {
      this.whole = whole;
      this.accumulator = whole.accumulator();
    }

    @Override
    public void accept(C chunk) {
      empty = false;
      accumulator.add(chunk);
    }

    @Override
    public void run() {
      accumulator = whole.accumulator();
      empty = true;
    }

    @Override
    public boolean isEmpty() {
      return empty;
    }

    @Override
    public O sum() {
      return accumulator.sum();
    }

    @Override
    public Whole<? super C, O> whole() {
      return whole;
    }
  }
}
