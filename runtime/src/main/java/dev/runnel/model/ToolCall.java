package dev.runnel.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * A model's wish to have a tool called; {@link dev.runnel.tool.Tool#answer} does so.
 *
 * @param id what the answer refers to; empty if the model gave none
 * @param name the name of the tool
 * @param arguments the arguments as the model wrote them: JSON text, if it made no mistake
 * @param providerExecuted whether the provider runs the tool itself: such a call is not to be
 *     answered
 * @param extras what a provider adds, such as a signature
 */
public record ToolCall(
    String id, String name, String arguments, boolean providerExecuted, Extras extras)
    implements MessagePart, Serializable {
  /** Checks that nothing is null. */
  public ToolCall {
    Objects.requireNonNull(id, "A tool call's id may be empty, but not null.");
    Objects.requireNonNull(name, "A tool call needs the name of the tool.");
    Objects.requireNonNull(arguments, "A tool call's arguments may be empty, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a call that is to be answered.
   *
   * @param id what the answer refers to; empty if the model gave none
   * @param name the name of the tool
   * @param arguments the arguments as the model wrote them
   */
  public ToolCall(String id, String name, String arguments) {
    this(id, name, arguments, false, Extras.NONE);
  }

  /**
   * Replaces what a provider adds.
   *
   * @param extras the extras
   * @return a copy
   */
  public ToolCall withExtras(Extras extras) {
    return new ToolCall(id, name, arguments, providerExecuted, extras);
  }
}
