package dev.runnel;

/**
 * Marks a chunk type whose chunks add up to a whole: it brings its own accumulator.
 *
 * @param <C> the chunks: the type itself
 * @param <W> the whole
 */
public interface Additive<C, W> {
  /**
   * Makes an empty accumulator for chunks of this type; it does not hold this chunk yet.
   *
   * @return the accumulator
   */
  Accumulator<C, W> accumulator();
}
