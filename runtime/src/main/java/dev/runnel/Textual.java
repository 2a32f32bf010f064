package dev.runnel;

/**
 * A value that stands for its text where text is read, such as a model's message or a chunk of one.
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
}
