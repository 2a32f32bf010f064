package dev.runnel.schemas;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts null into documents where a schema demands a property that they do not have. */
final class Filled {
  private Filled() {}

  static JsonNode of(JsonNode document, JsonNode schema, JsonNode root) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").stringValue().substring("#/$defs/".length());
      return of(document, root.path("$defs").path(name), root);
    }
    JsonNode result = document;
    for (JsonNode choice : schema.path("anyOf")) {
      result = isFor(result, choice, root) ? of(result, choice, root) : result;
    }
    if (result instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, of(array.get(i), schema.path("items"), root));
      }
    }
    if (result instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        boolean isRequired =
            schema
                .path("required")
                .valueStream()
                .anyMatch(each -> each.stringValue().equals(property.getKey()));
        if (object.has(property.getKey())) {
          object.set(
              property.getKey(), of(object.get(property.getKey()), property.getValue(), root));
        } else if (isRequired) {
          object.putNull(property.getKey());
        }
      }
    }
    return result;
  }

  /** An object is for the branch whose discriminator it has, or that knows its only property. */
  private static boolean isFor(JsonNode document, JsonNode choice, JsonNode root) {
    if (choice.has("$ref")) {
      String name = choice.path("$ref").stringValue().substring("#/$defs/".length());
      return isFor(document, root.path("$defs").path(name), root);
    }
    if (choice.has("anyOf")) {
      return true;
    }
    if (!document.isObject() || !choice.has("properties")) {
      return document.isArray() && choice.has("items");
    }
    for (Map.Entry<String, JsonNode> property : choice.path("properties").properties()) {
      JsonNode only = property.getValue().path("enum");
      if (only.size() == 1 && !only.get(0).equals(document.path(property.getKey()))) {
        return false;
      }
    }
    return choice.path("properties").size() != 1
        || document.has(choice.path("properties").propertyNames().iterator().next());
  }
}
