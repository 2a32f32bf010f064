package dev.runnel.processor.schema;

/**
 * The JSON schema of a type.
 *
 * @param json its text on one line; the same for the same sources
 * @param isObject whether it is the schema of an object, as tools need one
 */
public record Schema(String json, boolean isObject) {
  static Schema of(Node root) {
    return new Schema(JsonText.of(root), root.isOfType("object"));
  }
}
