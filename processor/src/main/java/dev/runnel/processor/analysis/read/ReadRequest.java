package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;

/** Says what a parameter asks to read. */
public sealed interface ReadRequest {
  /** Asks for nothing: its name or its place decides. */
  record Unsaid() implements ReadRequest {}

  /** Asks for the chain's input. */
  record OfInput() implements ReadRequest {}

  /**
   * Asks for a step's output.
   *
   * @param step the step's name
   * @param position where it says so
   */
  record OfStep(String step, Position position) implements ReadRequest {}
}
