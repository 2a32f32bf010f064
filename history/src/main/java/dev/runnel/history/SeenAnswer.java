package dev.runnel.history;

import dev.runnel.Accumulator;
import dev.runnel.Whole;
import dev.runnel.model.ChatMessage;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What was seen of an answer while it was read. Used by one thread at a time.
 *
 * @param <C> the chunks of the answer
 */
interface SeenAnswer<C> {
  /** Takes the next chunk. */
  void add(C chunk);

  /** Forgets what was seen: an attempt is made anew. */
  void startOver();

  /** Returns the messages of the answer as far as it was seen; none if nothing was. */
  List<? extends ChatMessage> messages();

  /** An answer whose chunks add up to what tells its messages. */
  final class Added<C, O> implements SeenAnswer<C> {
    private final Whole<C, O> whole;
    private final Function<? super O, ? extends List<? extends ChatMessage>> newMessages;
    private Accumulator<C, O> sum;
    private boolean isEmpty = true;

    Added(
        Whole<C, O> whole, Function<? super O, ? extends List<? extends ChatMessage>> newMessages) {
      this.whole = whole;
      this.newMessages = newMessages;
      this.sum = whole.accumulator();
    }

    @Override
    public void add(C chunk) {
      sum.add(chunk);
      isEmpty = false;
    }

    @Override
    public void startOver() {
      sum = whole.accumulator();
      isEmpty = true;
    }

    @Override
    public List<? extends ChatMessage> messages() {
      return isEmpty ? List.of() : newMessages.apply(sum.sum());
    }
  }

  /**
   * An answer of which somebody else tells when it is complete and right: until then there is none.
   */
  record Told<C>(AtomicReference<List<ChatMessage>> told) implements SeenAnswer<C> {
    @Override
    public void add(C chunk) {}

    @Override
    public void startOver() {
      told.set(List.of());
    }

    @Override
    public List<ChatMessage> messages() {
      return told.get();
    }
  }
}
