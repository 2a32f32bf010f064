package dev.runnel.event;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of RFC 6902. Immutable, as long as nobody changes the value.
 *
 * @param op what to do
 * @param path where, as a JSON pointer; {@code -} behind an array stands for its end
 * @param value what to add, or to put in the place of what is there
 */
public record PatchOperation(Op op, String path, JsonNode value) {
  /** What an operation does. */
  public enum Op {
    /** Adds a member to an object or an element to an array. */
    ADD,
    /** Puts a value in the place of another one. */
    REPLACE
  }

  static PatchOperation add(String path, JsonNode value) {
    return new PatchOperation(Op.ADD, path, value);
  }

  static PatchOperation replace(String path, JsonNode value) {
    return new PatchOperation(Op.REPLACE, path, value);
  }

  /**
   * Writes the operation as RFC 6902 says.
   *
   * @return a new object
   */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("op", op.name().toLowerCase(Locale.ROOT))
        .put("path", path)
        .set("value", value.deepCopy());
  }
}
