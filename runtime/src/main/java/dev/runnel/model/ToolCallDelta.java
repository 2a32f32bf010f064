package dev.runnel.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a {@link ToolCall} that a model streams.
 *
 * <p>Models differ in what they tell with which piece: any of index, id and name may be late,
 * repeated, empty or left out. The pieces are joined all the same, as far as they can be told
 * apart.
 *
 * @param index which of the answer's calls it belongs to, from 0; null if this piece does not tell
 * @param id the call's id; null or empty if this piece does not tell
 * @param name the name of the tool; null or empty if this piece does not tell
 * @param arguments the next bit of the arguments' JSON text; may be empty
 * @param extras what a provider adds to the call
 */
public record ToolCallDelta(
    @Nullable Integer index,
    @Nullable String id,
    @Nullable String name,
    String arguments,
    Extras extras)
    implements ChunkPart {
  /** Checks that the index is not negative and the arguments are there. */
  public ToolCallDelta {
    if (index != null && index < 0) {
      throw new IllegalArgumentException(
          "A tool call's index starts from 0, but is " + index + ".");
    }
    Objects.requireNonNull(arguments, "A tool call's arguments may be empty, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a piece without extras.
   *
   * @param index which of the answer's calls it belongs to; null if this piece does not tell
   * @param id the call's id; null or empty if this piece does not tell
   * @param name the name of the tool; null or empty if this piece does not tell
   * @param arguments the next bit of the arguments' JSON text; may be empty
   */
  public ToolCallDelta(
      @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
    this(index, id, name, arguments, Extras.NONE);
  }
}
