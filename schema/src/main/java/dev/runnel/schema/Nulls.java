package dev.runnel.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Knows which schemas take null, and makes others take it. */
final class Nulls {
  private Nulls() {}

  /** Tells whether a schema takes null. A reference takes what it leads to. */
  static boolean areTaken(JsonNode schema, References references) {
    if (schema.path("$ref").isString()) {
      return areTaken(references.target(schema.path("$ref").stringValue()), references);
    }
    for (String choice : new String[] {"anyOf", "oneOf"}) {
      if (schema.has(choice)) {
        return schema.path(choice).valueStream().anyMatch(each -> areTaken(each, references));
      }
    }
    if (schema.has("enum")) {
      return schema.path("enum").valueStream().anyMatch(JsonNode::isNull);
    }
    if (schema.has("const")) {
      return schema.path("const").isNull();
    }
    return !schema.has("type") || Trees.hasType(schema, "null");
  }

  /** Makes a schema of the same that takes null as well; its description stays outside. */
  static ObjectNode added(ObjectNode schema) {
    ObjectNode result = Trees.object();
    if (schema.path("type").isString() && !schema.has("enum") && !schema.has("const")) {
      schema
          .properties()
          .forEach(
              each -> {
                result.set(each.getKey(), each.getValue());
                if (each.getKey().equals("type")) {
                  result.putArray("type").add(each.getValue()).add("null");
                }
              });
      return result;
    }
    JsonNode description = schema.path("description");
    if (schema.has("anyOf")) {
      result.setAll(schema);
      result.set(
          "anyOf", Trees.array().addAll(schema.path("anyOf").values()).add(Trees.nullType()));
      return result;
    }
    ObjectNode inner = Trees.object().setAll(schema);
    inner.remove("description");
    result.putArray("anyOf").add(inner).add(Trees.nullType());
    if (description.isString()) {
      result.set("description", description);
    }
    return result;
  }
}
