package dev.runnel.model;

/** Says whether a model calls a tool. Immutable and thread-safe. */
public sealed interface ToolChoice {
  /** The model decides. */
  ToolChoice AUTO = new Auto();

  /** The model calls none. */
  ToolChoice NONE = new None();

  /** The model calls one at least. */
  ToolChoice REQUIRED = new Required();

  /**
   * Lets the model call a certain tool.
   *
   * @param tool the name of the tool
   * @return the choice
   */
  static ToolChoice named(String tool) {
    return new Named(tool);
  }

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** The model calls none. */
  record None() implements ToolChoice {}

  /** The model calls one at least. */
  record Required() implements ToolChoice {}

  /**
   * The model calls a certain tool.
   *
   * @param tool the name of the tool
   */
  record Named(String tool) implements ToolChoice {
    /** Checks the name. */
    public Named {
      if (tool.isBlank()) {
        throw new IllegalArgumentException("The choice of a tool needs the tool's name.");
      }
    }
  }
}
