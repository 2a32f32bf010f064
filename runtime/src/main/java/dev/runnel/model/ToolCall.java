package dev.runnel.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * A model's wish to have a tool called; {@link Tool#answer} does so.
 *
 * @param id what the answer refers to; empty if the model gave none
 * @param name the name of the tool
 * @param arguments the arguments as the model wrote them: JSON text, if it made no mistake
 */
public record ToolCall(String id, String name, String arguments) implements Serializable {
  /** Checks that nothing is null. */
  public ToolCall {
    Objects.requireNonNull(id, "A tool call's id may be empty, but not null.");
    Objects.requireNonNull(name, "A tool call needs the name of the tool.");
    Objects.requireNonNull(arguments, "A tool call's arguments may be empty, but not null.");
  }
}
