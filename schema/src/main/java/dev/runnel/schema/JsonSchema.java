package dev.runnel.schema;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON schema in the neutral dialect: JSON Schema 2020-12, with what it refers to in its own
 * {@code $defs}. Immutable.
 *
 * <p>The annotation {@code WithSchema} generates one out of a Java type. {@link
 * SchemaDialect#narrow} says it in the words of a provider.
 */
public final class JsonSchema {
  private final String json;
  private final ObjectNode tree;

  private JsonSchema(ObjectNode tree) {
    this.tree = tree;
    this.json = Trees.write(tree);
  }

  /**
   * Reads a schema.
   *
   * @param parts its text, one JSON object; several parts are joined
   * @return the schema
   * @throws IllegalArgumentException if the text is no JSON object, or refers to what is not there
   */
  public static JsonSchema of(String... parts) {
    String json = String.join("", parts);
    JsonNode read;
    try {
      read = Trees.read(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "A schema must be a JSON object, but this is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!(read instanceof ObjectNode object)) {
      throw new IllegalArgumentException("A schema must be a JSON object, but this is " + read);
    }
    return ofTree(object);
  }

  /** Takes a tree that nobody changes any more. */
  static JsonSchema ofTree(ObjectNode tree) {
    References.check(tree);
    return new JsonSchema(tree);
  }

  /**
   * Returns the schema's text.
   *
   * @return JSON on one line; keys stand in their order, and it is the same each time
   */
  public String toJson() {
    return json;
  }

  /**
   * Returns the schema as a tree.
   *
   * @return a copy, free to be changed
   */
  public ObjectNode toTree() {
    return tree.deepCopy();
  }

  /**
   * Returns the schema of what stands at one place of the documents.
   *
   * @param pointer the place in this schema, as a JSON Pointer such as {@code
   *     "/properties/countries/items"}
   * @return a schema of its own
   * @throws IllegalArgumentException if there is no schema at that place
   */
  public JsonSchema at(String pointer) {
    return ofTree(References.cutOut(tree, pointer));
  }

  /** Returns the tree itself, which must not be changed. */
  ObjectNode tree() {
    return tree;
  }

  /** Compares the texts. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JsonSchema schema && json.equals(schema.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** Returns the text. */
  @Override
  public String toString() {
    return json;
  }
}
