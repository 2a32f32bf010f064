package dev.runnel.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a {@link ToolCall} that a model streams.
 *
 * @param index which of the answer's calls it belongs to, from 0
 * @param id the call's id; null if this piece does not tell
 * @param name the name of the tool; null if this piece does not tell
 * @param arguments the next bit of the arguments' JSON text; may be empty
 */
public record ToolCallDelta(
    int index, @Nullable String id, @Nullable String name, String arguments) {
  /** Checks that the index is not negative and the arguments are there. */
  public ToolCallDelta {
    if (index < 0) {
      throw new IllegalArgumentException(
          "A tool call's index starts from 0, but is " + index + ".");
    }
    Objects.requireNonNull(arguments, "A tool call's arguments may be empty, but not null.");
  }
}
