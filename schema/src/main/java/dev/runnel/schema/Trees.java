package dev.runnel.schema;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads, writes and makes the trees of schemas. */
final class Trees {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private Trees() {}

  static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  static String write(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  /** Makes the schema of null. */
  static ObjectNode nullType() {
    return object().put("type", "null");
  }

  /** Tells whether a schema names a type, alone or among others. */
  static boolean hasType(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    if (types.isString()) {
      return types.stringValue().equals(type);
    }
    return types.valueStream().anyMatch(each -> each.isString() && each.stringValue().equals(type));
  }

  /** Tells whether an array of texts has one. */
  static boolean hasText(JsonNode array, String text) {
    return array.valueStream().anyMatch(each -> each.isString() && each.stringValue().equals(text));
  }
}
