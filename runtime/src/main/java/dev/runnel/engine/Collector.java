package dev.runnel.engine;

import dev.runnel.EmptyStreamException;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.function.Consumer;

/** Adds up the chunks of one stream into its whole. */
final class Collector<C, O> implements Consumer<C>, Runnable {
  private final Whole<? super C, O> whole;
  private Summer<? super C, O> summer;
  private boolean empty = true;

  Collector(Whole<? super C, O> whole) {
    this.whole = whole;
    this.summer = whole.summer();
  }

  @Override
  public void accept(C chunk) {
    empty = false;
    summer.add(chunk);
  }

  /** Throws away what was added up: it is given anew. */
  @Override
  public void run() {
    summer = whole.summer();
    empty = true;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Returns the whole of the chunks, of which there must be one. */
  O sum() {
    return summer.sum();
  }

  /** Returns the whole of no chunks; without one, the error names who gave and who reads. */
  O ofNothing(String giver, String reader) {
    return whole
        .ofNothing()
        .orElseThrow(
            () ->
                new EmptyStreamException(
                    giver
                        + " gave no chunk, but "
                        + reader
                        + " asks for its whole, and there is no whole of nothing."));
  }
}
