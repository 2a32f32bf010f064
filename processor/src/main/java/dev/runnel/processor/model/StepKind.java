package dev.runnel.processor.model;

/** Says what a step's method is. */
public enum StepKind {
  /** A method of the author's. */
  METHOD,
  /** A method that is generated from a template. */
  PROMPT,
  /** Returns a {@code Runnel}, opened with a whole. */
  COMPONENT,
  /**
   * Returns a {@code StreamRunnel}, opened with a stream, or with a whole if but one chunk comes.
   */
  STREAM_COMPONENT,
  /**
   * Returns a {@code TransformerRunnel}: its transformer is fed chunk by chunk, or it is opened
   * with a whole if but one chunk comes.
   */
  TRANSFORMER_COMPONENT,
  /** Returns a new {@code Transformer} for each run, fed chunk by chunk. */
  TRANSFORMER_METHOD,
  /**
   * The method is another chain of the class: opened with a whole, or with a stream if it reads
   * one.
   */
  CHAIN;

  /**
   * Tells whether the method returns something that runs.
   *
   * @return whether it is a component or a chain
   */
  public boolean isComponent() {
    return this == COMPONENT
        || this == STREAM_COMPONENT
        || this == TRANSFORMER_COMPONENT
        || this == CHAIN;
  }
}
