package dev.runnel.model;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Describes a tool to a model.
 *
 * @param name the name by which the model calls it
 * @param description what it does and when to use it
 * @param parameters the JSON schema of its arguments, of type {@code object}; not to be changed
 */
public record ToolSpec(String name, String description, JsonNode parameters) {
  /** Checks the name and that the schema is an object, and copies the schema. */
  public ToolSpec {
    Objects.requireNonNull(description, "A tool's description may be empty, but not null.");
    if (name.isBlank()) {
      throw new IllegalArgumentException("A tool needs a name by which the model calls it.");
    }
    parameters = JsonSchemas.checked(parameters, "Tool '" + name + "'");
  }

  /**
   * Makes a description from a schema that is JSON text.
   *
   * @param name the name by which the model calls it
   * @param description what it does and when to use it
   * @param parameters the JSON schema of its arguments; several parts are joined
   * @return the description
   * @throws IllegalArgumentException if the schema is not a JSON object
   */
  public static ToolSpec of(String name, String description, String... parameters) {
    String schema = String.join("", parameters);
    return new ToolSpec(name, description, JsonSchemas.parse(schema, "Tool '" + name + "'"));
  }
}
