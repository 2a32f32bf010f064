package dev.runnel.processor.model;

/** Says how a step reads. */
public enum Reads {
  /** Called once, when the wholes that it reads are there. */
  WHOLE,
  /** Called for each chunk of the one parameter whose edge is a {@link Edge#CHUNK}. */
  CHUNK,
  /** Called once with a stream, the one parameter whose edge is a {@link Edge#STREAM}. */
  STREAM,
  /** Called once; it has no data parameters. */
  NOTHING
}
