package dev.runnel.model;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks the JSON schemas that users give. */
final class JsonSchemas {
  private JsonSchemas() {}

  static JsonNode parse(String schema, String owner) {
    try {
      return JsonMapper.shared().readTree(schema);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          owner + " has a schema that is no JSON: " + e.getOriginalMessage() + ". Text: " + schema,
          e);
    }
  }

  static JsonNode checked(JsonNode schema, String owner) {
    if (!schema.isObject()) {
      throw new IllegalArgumentException(
          owner + " needs a JSON schema, which is a JSON object, but got: " + schema);
    }
    return schema.deepCopy();
  }
}
