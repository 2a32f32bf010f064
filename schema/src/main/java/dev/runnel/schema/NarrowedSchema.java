package dev.runnel.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema in the words of one provider, and what became of it.
 *
 * @param dialect the provider's dialect
 * @param schema what to send
 * @param obstacles why the provider cannot enforce the schema, each with its place; then {@code
 *     schema} has the neutral words, and must be sent without {@code strict}. Warn of them
 * @param dropped what the provider is not told as a keyword, only in a description
 * @param wrapper the only property of the object that was put around the value, where the provider
 *     takes objects only; null if there is none
 * @param size how large the schema is, for limits over a whole request
 */
public record NarrowedSchema(
    SchemaDialect dialect,
    JsonSchema schema,
    List<String> obstacles,
    List<DroppedKeyword> dropped,
    @Nullable String wrapper,
    SchemaSize size) {
  /** Copies the lists. */
  public NarrowedSchema {
    obstacles = List.copyOf(obstacles);
    dropped = List.copyOf(dropped);
  }

  /**
   * A keyword that a provider does not take.
   *
   * @param pointer where it stands, as a JSON Pointer into the neutral schema
   * @param keyword its name
   * @param value its value, as JSON
   */
  public record DroppedKeyword(String pointer, String keyword, String value) {}

  /**
   * Puts an object around a value that is none, and changes nothing else: each dialect then takes
   * the schema without another wrapper.
   *
   * @param schema a schema in the neutral dialect
   * @return the schema of an object, and what unwraps the value
   */
  public static NarrowedSchema inObject(JsonSchema schema) {
    return Narrowing.inObject(schema);
  }

  /**
   * Returns whether the provider may be told to enforce the schema.
   *
   * @return whether there are no obstacles
   */
  public boolean isStrict() {
    return obstacles.isEmpty();
  }

  /**
   * Takes the value out of the object that narrowing has put around it.
   *
   * @param answer what the model has written
   * @return the value; the answer itself if there is no such object
   */
  public JsonNode unwrap(JsonNode answer) {
    return wrapper != null && answer.isObject() && answer.size() == 1 && answer.has(wrapper)
        ? answer.path(wrapper)
        : answer;
  }
}
