package dev.runnel;

/**
 * The state of adding up one stream: takes its chunks one by one, and tells what they come to. Made
 * by {@link Whole#accumulator}, or by a chunk that is {@link Additive}.
 *
 * <pre>{@code
 * final class Longest implements Accumulator<String, String> {
 *   private String longest = "";
 *
 *   @Override
 *   public void add(String word) {
 *     longest = word.length() > longest.length() ? word : longest;
 *   }
 *
 *   @Override
 *   public String sum() {
 *     return longest;
 *   }
 * }
 * }</pre>
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
   * @param chunk the chunk, never null
   */
  void add(C chunk);

  /**
   * Returns what has been added so far. Called after one {@link #add} at least. Adding may go on
   * afterwards, and must not change what was returned.
   *
   * @return the sum of the chunks so far, not null
   */
  W sum();
}
