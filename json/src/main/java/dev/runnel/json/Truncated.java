package dev.runnel.json;

/** Says what becomes of a text that ends inside its document. */
public enum Truncated {
  /** The reader fails with a {@link JsonStreamException} of kind {@code TRUNCATED}. */
  FAIL,
  /** The last good value, if there is one, is the result. */
  KEEP
}
