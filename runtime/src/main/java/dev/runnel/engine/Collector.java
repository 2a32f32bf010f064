package dev.runnel.engine;

import dev.runnel.EmptyStreamException;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.function.Consumer;

/** Adds up the chunks of one stream into its whole. */
final class Collector<C, O> implements Consumer<C> {
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
  void forget() {
    summer = whole.summer();
    empty = true;
  }

  O result(String giver, String reader) {
    if (!empty) {
      return summer.sum();
    }
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
