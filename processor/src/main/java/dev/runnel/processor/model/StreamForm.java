package dev.runnel.processor.model;

/** Says as what a step or component takes a stream. */
public enum StreamForm {
  /** As a {@code ChunkStream}; components and chains too. */
  CHUNK_STREAM,
  /** As a {@code Flow.Publisher}. */
  FLOW_PUBLISHER,
  /** As a Reactive Streams publisher. */
  RS_PUBLISHER
}
