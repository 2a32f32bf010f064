package dev.runnel.json.internal;

/** What can be wrong with a text. */
public enum Fault {
  /** The document can no longer become JSON. */
  INVALID,
  /** The text, or the code fence around the document, ends inside the document. */
  TRUNCATED,
  /** There is no document. */
  EMPTY,
  /** Too many objects and arrays are open. */
  DEPTH,
  /** The text up to the end of the document, or a number, is too long. */
  LENGTH
}
