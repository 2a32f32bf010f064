package dev.runnel.processor.model;

/** Says how a tool's method gives its result. */
public enum ToolForm {
  /** It returns the result. */
  VALUE,
  /** It returns nothing. */
  NOTHING,
  /** It promises the result: a {@code CompletionStage}. */
  PROMISE,
  /** Its pieces come from a {@code ChunkStream}. */
  CHUNK_STREAM,
  /** Its pieces come from an iterator, an iterable, or a stream of the JDK. */
  CHUNKS,
  /** Its pieces come from a {@code Flow.Publisher}. */
  FLOW_PUBLISHER,
  /** Its pieces come from a Reactive Streams publisher. */
  RS_PUBLISHER,
  /** It says what runs: a {@code Call}. */
  CALL,
  /** It returns what runs, which takes the only argument: a chain. */
  RUNNEL
}
