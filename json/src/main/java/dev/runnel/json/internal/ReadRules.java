package dev.runnel.json.internal;

/**
 * What a reader accepts.
 *
 * @param unfenced whether a document may start in prose
 * @param maxDepth how many objects and arrays may be open
 * @param maxLength how many characters there may be up to the end of the document
 * @param maxNumberLength how many characters a number may have
 * @param keepsTruncated whether the last good value of a truncated text is its result
 * @param forgivesAll whether the last good value is the result, whatever the error
 */
public record ReadRules(
    boolean unfenced,
    int maxDepth,
    int maxLength,
    int maxNumberLength,
    boolean keepsTruncated,
    boolean forgivesAll) {
  /** Whether an error of this kind ends the text without failing, if there is something to keep. */
  boolean forgives(Fault fault) {
    return forgivesAll || (keepsTruncated && fault == Fault.TRUNCATED);
  }
}
