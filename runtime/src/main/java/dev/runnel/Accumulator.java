package dev.runnel;

/**
 * Adds up the chunks of one stream.
 *
 * <p>Adding n chunks takes time linear in their size. Not thread-safe.
 *
 * @param <C> the chunks
 * @param <W> what they add up to
 */
public interface Accumulator<C, W> {
  /**
   * Adds the next chunk.
   *
   * @param chunk the chunk
   */
  void add(C chunk);

  /**
   * Gives what has been added so far; adding may go on afterwards.
   *
   * @return the sum of one chunk at least
   */
  W sum();
}
