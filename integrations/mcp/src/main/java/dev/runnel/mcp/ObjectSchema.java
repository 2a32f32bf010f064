package dev.runnel.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema as MCP wants it: of an object. What is no object becomes the one property of one.
 *
 * @param tree the schema
 * @param wrapper the name of that property; null if the value is an object by itself
 */
record ObjectSchema(JsonNode tree, @Nullable String wrapper) {
  private static final String TYPE = "type";
  private static final String OBJECT = "object";
  private static final String DEFINITIONS = "$defs";

  static ObjectSchema of(JsonNode schema, String property) {
    ObjectNode own = (ObjectNode) schema.deepCopy();
    if (describesObject(own)) {
      own.put(TYPE, OBJECT);
      return new ObjectSchema(own, null);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put(TYPE, OBJECT);
    JsonNode definitions = own.remove(DEFINITIONS);
    object.putObject("properties").set(property, own);
    object.putArray("required").add(property);
    if (definitions != null) {
      object.set(DEFINITIONS, definitions);
    }
    return new ObjectSchema(object, property);
  }

  /** The root may refer to a definition, as that of a recursive type does. */
  private static boolean describesObject(ObjectNode schema) {
    JsonNode target = schema;
    String reference = schema.path("$ref").asString("");
    if (reference.startsWith("#/")) {
      target = schema.at(reference.substring(1));
    }
    return target.path(TYPE).asString("").equals(OBJECT);
  }

  /** Returns what a value looks like to clients. */
  JsonNode wrapped(JsonNode value) {
    if (wrapper == null) {
      return value;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(wrapper, value);
    return object;
  }

  /** Returns the value of what looks so. */
  JsonNode unwrapped(JsonNode value) {
    return wrapper == null ? value : value.path(wrapper);
  }
}
