package dev.runnel.parser.internal;

/**
 * Says what a parser accepts.
 *
 * @param seekUnfenced whether a document may start in prose
 * @param maxDepth how many objects and arrays may be open
 * @param maxLength how many characters there may be up to the end of the document
 * @param maxNumberLength how many characters a number may have
 * @param keepTruncated whether the last good value of a truncated text is its result
 * @param lenient whether the last good value is the result, whatever the error
 */
public record ParserOptions(
    boolean seekUnfenced,
    int maxDepth,
    int maxLength,
    int maxNumberLength,
    boolean keepTruncated,
    boolean lenient) {
  /** What holds if nothing is said. */
  public static final ParserOptions DEFAULTS =
      new ParserOptions(false, 1_000, 16 * 1024 * 1024, 1_000, false, false);

  /** Checks the limits. */
  public ParserOptions {
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxLength", maxLength);
    requirePositive("maxNumberLength", maxNumberLength);
  }

  /**
   * Lets a document start in prose.
   *
   * @return the options
   */
  public ParserOptions seekingUnfenced() {
    return new ParserOptions(true, maxDepth, maxLength, maxNumberLength, keepTruncated, lenient);
  }

  /**
   * Limits the open objects and arrays.
   *
   * @param limit the limit
   * @return the options
   */
  public ParserOptions withMaxDepth(int limit) {
    return new ParserOptions(
        seekUnfenced, limit, maxLength, maxNumberLength, keepTruncated, lenient);
  }

  /**
   * Limits the text.
   *
   * @param limit the limit
   * @return the options
   */
  public ParserOptions withMaxLength(int limit) {
    return new ParserOptions(
        seekUnfenced, maxDepth, limit, maxNumberLength, keepTruncated, lenient);
  }

  /**
   * Limits a number.
   *
   * @param limit the limit
   * @return the options
   */
  public ParserOptions withMaxNumberLength(int limit) {
    return new ParserOptions(seekUnfenced, maxDepth, maxLength, limit, keepTruncated, lenient);
  }

  /**
   * Says what becomes of a truncated text.
   *
   * @param keep whether its last good value is the result
   * @return the options
   */
  public ParserOptions keepingTruncated(boolean keep) {
    return new ParserOptions(seekUnfenced, maxDepth, maxLength, maxNumberLength, keep, lenient);
  }

  /**
   * Forgives every error.
   *
   * @return the options
   */
  public ParserOptions leniently() {
    return new ParserOptions(
        seekUnfenced, maxDepth, maxLength, maxNumberLength, keepTruncated, true);
  }

  private static void requirePositive(String name, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, but is " + limit);
    }
  }
}
