package dev.runnel.processor.model;

/** Says how a parameter reads its source. */
public enum Edge {
  /** The whole. */
  WHOLE,
  /** Each chunk. */
  CHUNK,
  /** The stream itself. */
  STREAM
}
