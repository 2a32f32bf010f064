package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.EmptyStreamException;
import dev.runnel.Whole;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the chunks of one stream into its whole.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class ChunkCollector<C, O> implements Consumer<C>, Accumulator<C, O> {
  /** Makes a collector that goes by a rule. */
  @SuppressWarnings("unchecked") // the whole of the last chunk is that chunk
  public static <C, O> ChunkCollector<C, O> of(Whole<? super C, O> whole) {
    return Whole.last().equals(whole)
        ? (ChunkCollector<C, O>) new Last<C>()
        : new Adding<C, O>(whole);
  }

  @Override
  public final void add(C chunk) {
    accept(chunk);
  }

  /** Forgets all chunks: they are given anew. */
  public abstract void forget();

  /** Tells whether no chunk came. */
  public abstract boolean isEmpty();

  abstract Whole<? super C, O> whole();

  /** Returns the whole of no chunks; the error, where there is none, names giver and reader. */
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

  private static final class Adding<C, O> extends ChunkCollector<C, O> {
    private final Whole<? super C, O> whole;
    private Accumulator<? super C, O> accumulator;
    private boolean empty = true;

    Adding(Whole<? super C, O> whole) {
      this.whole = whole;
      this.accumulator = whole.accumulator();
    }

    @Override
    public void accept(C chunk) {
      empty = false;
      accumulator.add(chunk);
    }

    @Override
    public void forget() {
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
    Whole<? super C, O> whole() {
      return whole;
    }
  }

  /**
   * Keeps the last chunk, as is the rule where there is but one. It adds up and collects at once: a
   * short run makes no second object for it.
   */
  private static final class Last<C> extends ChunkCollector<C, C> {
    private @Nullable C last;

    @Override
    public void accept(C chunk) {
      last = chunk;
    }

    @Override
    public void forget() {
      last = null;
    }

    @Override
    public boolean isEmpty() {
      return last == null;
    }

    @Override
    public C sum() {
      if (last == null) {
        throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
      }
      return last;
    }

    @Override
    Whole<? super C, C> whole() {
      return Whole.last();
    }
  }
}
