package dev.runnel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says how the chunks of a stream become one value.
 *
 * <p>Immutable and thread-safe; each stream gets a {@linkplain #accumulator() accumulator} of its
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
   * Gives the whole of no chunks, if there is one.
   *
   * @return the whole; empty where a stream without chunks is an error
   */
  default Optional<O> ofNothing() {
    return Optional.empty();
  }

  /**
   * Tells whether the last chunk decides alone, so that each chunk replaces the one before.
   *
   * @return whether it does
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
   * @param collect makes the whole; is called with an unmodifiable list, also with an empty one
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  static <C, O> Whole<C, O> collecting(Function<? super List<C>, ? extends O> collect) {
    return Wholes.collecting(collect);
  }

  /**
   * Applies a function to the whole, such as a conversion.
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
}
