package dev.runnel.processor.model;

/** Says what one call of a step gives. */
public enum Gives {
  /** One chunk: the value. */
  ONE,
  /** One chunk or none: an {@code Optional}. */
  OPTIONAL,
  /** An {@code Iterator} of chunks. */
  ITERATOR,
  /** An {@code Iterable} of chunks. */
  ITERABLE,
  /** A {@code java.util.stream.Stream} of chunks. */
  JDK_STREAM,
  /** A {@code ChunkStream}. */
  CHUNK_STREAM,
  /** A {@code Flow.Publisher} of chunks. */
  FLOW_PUBLISHER,
  /** A Reactive Streams publisher of chunks. */
  RS_PUBLISHER,
  /** What it emits; the method returns nothing. */
  EMITTER,
  /** One chunk, later: a {@code CompletionStage}. */
  STAGE,
  /** A {@code Call}: the chunks of the runnel that it names. */
  CALL,
  /** The method returns what gives the chunks: a component, a transformer or a chain. */
  COMPONENT;

  /**
   * Tells whether it may be several chunks.
   *
   * @param single whether a component is known to give one
   * @return whether it may
   */
  public boolean isMany(boolean single) {
    return switch (this) {
      case ONE, OPTIONAL, STAGE -> false;
      case COMPONENT -> !single;
      default -> true;
    };
  }
}
