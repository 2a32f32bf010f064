package dev.runnel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;

/**
 * A rule by which the chunks of a stream become one value.
 *
 * <p>It is what a {@link Collector} of the JDK is, and two things more: it knows whether a stream
 * without chunks has a whole at all, and it can tell what the chunks have added up to so far. Take
 * a collector of the JDK by {@link #from}. A rule of your own is an {@link #accumulator} and, if no
 * chunks are something, {@link #whenEmpty}:
 *
 * <pre>{@code
 * final class LongestWord implements Whole<String, String> {
 *   @Override
 *   public Accumulator<String, String> accumulator() {
 *     return new Longest();
 *   }
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe; each stream gets an {@linkplain #accumulator() accumulator} of its
 * own.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface Whole<C, O> {
  /**
   * Starts to add up one stream.
   *
   * @return an empty accumulator
   */
  Accumulator<C, O> accumulator();

  /**
   * Returns the whole of a stream without chunks, if it has one.
   *
   * @return the whole; empty where a stream without chunks is an error
   */
  default Optional<O> whenEmpty() {
    return Optional.empty();
  }

  /**
   * Tells whether the whole is the last chunk, so that each chunk replaces the one before: what
   * reads such a stream may keep one chunk, and its events show the last one.
   *
   * @return whether it is; false unless the rule says so
   */
  default boolean isLastChunk() {
    return false;
  }

  /**
   * Concatenates text.
   *
   * @return the rule; no chunks give {@code ""}
   */
  static Whole<String, String> text() {
    return Wholes.text();
  }

  /**
   * Lists all chunks.
   *
   * @param <C> the chunks
   * @return the rule, with unmodifiable lists; no chunks give an empty list
   */
  static <C> Whole<C, List<C>> list() {
    return Wholes.list();
  }

  /**
   * Keeps the last chunk, for streams whose chunks each replace the one before, and for streams of
   * one chunk.
   *
   * @param <C> the chunks
   * @return the rule; no chunks are an error
   */
  static <C> Whole<C, C> last() {
    return Wholes.last();
  }

  /**
   * Takes the one chunk of a stream that has one at the most.
   *
   * @param <C> the chunks
   * @return the rule; no chunks give an empty optional
   */
  static <C> Whole<C, Optional<C>> optional() {
    return Wholes.optional();
  }

  /**
   * Adds chunks that bring their own accumulator.
   *
   * @param <C> the chunks
   * @param <W> the whole
   * @return the rule; no chunks are an error
   */
  static <C extends Additive<C, W>, W> Whole<C, W> sum() {
    return Wholes.sum();
  }

  /**
   * Makes the whole from the list of all chunks.
   *
   * @param function makes the whole; is called with an unmodifiable list, also with an empty one
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  static <C, O> Whole<C, O> fromList(Function<? super List<C>, ? extends O> function) {
    return Wholes.fromList(function);
  }

  /**
   * Makes the whole as a collector of the JDK says.
   *
   * <pre>{@code
   * Whole<String, Long> count = Whole.from(Collectors.counting());
   * }</pre>
   *
   * <p>The chunks are kept until the whole is asked for: a collector cannot tell what it has so
   * far.
   *
   * @param collector the collector; is asked for the whole of no chunks, too
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  static <C, O> Whole<C, O> from(Collector<? super C, ?, ? extends O> collector) {
    return Wholes.from(collector);
  }

  /**
   * Applies a function to the whole, such as a conversion. The whole of no chunks stays one.
   *
   * @param function makes the new whole
   * @param <P> the new whole
   * @return the rule
   */
  default <P> Whole<C, P> map(Function<? super O, ? extends P> function) {
    return Wholes.map(this, function);
  }

  /**
   * Applies a function to each chunk first, such as a conversion.
   *
   * @param function makes this rule's chunk
   * @param <B> the chunks that are read
   * @return the rule
   */
  default <B> Whole<B, O> mapChunks(Function<? super B, ? extends C> function) {
    return Wholes.mapChunks(this, function);
  }

  /**
   * Leaves out some chunks, as if they had not come.
   *
   * @param predicate tells which chunks count
   * @return the rule
   */
  default Whole<C, O> onlyChunks(Predicate<? super C> predicate) {
    return Wholes.onlyChunks(this, predicate);
  }
}
