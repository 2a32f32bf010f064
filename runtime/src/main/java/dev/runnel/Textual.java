package dev.runnel;

/**
 * A value that stands for its text where a {@link TextReader} reads it, such as a model's message
 * or a chunk of one. In a chain class, only those two and an agent's do so: a step makes text of
 * any other value.
 *
 * @see TextReader
 */
public interface Textual {
  /**
   * Returns what it says.
   *
   * @return the text; empty if it says nothing
   */
  String text();

  /**
   * Tells whether it says something.
   *
   * @return whether the text is not empty
   */
  default boolean hasText() {
    return !text().isEmpty();
  }
}
