package dev.runnel.processor.model;

/** Says what a chain's method returns. All but the first four are plain calls with an input. */
public enum ChainForm {
  /** A {@code TextChain<I>}. */
  TEXT_CHAIN,
  /** A {@code RunnableSequence<I, C, O>}. */
  SEQUENCE,
  /** A {@code Runnel<I, C, O>}. */
  RUNNEL,
  /** A {@code StreamRunnel<T, C, O>} or {@code StreamSequence<T, C, O>}. */
  STREAM_RUNNEL,
  /** A {@code ChunkStream<C>}. */
  CHUNK_STREAM,
  /** A {@code Flow.Publisher<C>}, or a subtype of it that a {@link PublisherFactory} makes. */
  FLOW_PUBLISHER,
  /** A Reactive Streams publisher, or a subtype of it that a {@link PublisherFactory} makes. */
  RS_PUBLISHER,
  /** A {@code CompletableFuture<O>} or {@code CompletionStage<O>}. */
  FUTURE,
  /** The whole {@code O} itself, primitive or not. */
  WHOLE;

  /**
   * Tells whether the method returns something that runs, and so has no parameter.
   *
   * @return whether it returns a runnel
   */
  public boolean isRunnel() {
    return this == TEXT_CHAIN || this == SEQUENCE || this == RUNNEL || this == STREAM_RUNNEL;
  }
}
