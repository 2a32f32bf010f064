package dev.runnel.annotations;

/** Says whether a chain has to stream to its end. */
public enum Streaming {
  /** The compiler warns only where the last step could read chunks and does not. */
  PREFERRED,
  /** It is an error if the chain cannot hand on chunks from its source to its end. */
  REQUIRED,
  /** The chain need not stream: nothing is reported. */
  WHOLE
}
