package dev.runnel;

/**
 * Marks a chunk type whose chunks add up to a whole: it brings its own summer.
 *
 * @param <C> the chunks: the type itself
 * @param <W> the whole
 */
public interface Additive<C, W> {
  /**
   * Makes an empty summer for chunks of this type; it does not hold this chunk yet.
   *
   * @return the summer
   */
  Summer<C, W> summer();
}
