package dev.runnel.processor.generate;

/** Is who reads the stream of a source. */
sealed interface Reader {
  /** The reader of the chain itself. */
  record Caller() implements Reader {}

  /**
   * A step that reads chunks, or the stream.
   *
   * @param index the step
   */
  record OfStep(int index) implements Reader {}

  /**
   * A value that adds the chunks up.
   *
   * @param value the value
   */
  record OfValue(Value.WholeOf value) implements Reader {}
}
