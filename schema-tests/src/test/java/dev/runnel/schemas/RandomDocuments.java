package dev.runnel.schemas;

import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes random documents that are valid, out of nothing but a schema. */
final class RandomDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random;
  private final JsonNode root;

  RandomDocuments(JsonNode root, Random random) {
    this.root = root;
    this.random = random;
  }

  JsonNode next() {
    return of(root, 5);
  }

  private JsonNode of(JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").stringValue().substring("#/$defs/".length());
      return of(root.path("$defs").path(name), depth);
    }
    if (schema.has("anyOf")) {
      JsonNode choices = schema.path("anyOf");
      int last = choices.size() - 1;
      return of(choices.get(depth <= 0 ? last : random.nextInt(choices.size())), depth - 1);
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    JsonNode types = schema.path("type");
    String type =
        types.isArray()
            ? types.get(depth <= 0 ? 1 : random.nextInt(types.size())).stringValue()
            : types.asString("any");
    return switch (type) {
      case "null" -> JSON.nullNode();
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer" -> JSON.numberNode(integer(schema));
      case "number" -> JSON.numberNode(random.nextInt(1_000) / 4.0);
      case "string" -> JSON.stringNode(string(schema));
      case "array" -> array(schema, depth);
      case "object" -> object(schema, depth);
      default -> JSON.objectNode().put("any", random.nextInt(9));
    };
  }

  private int integer(JsonNode schema) {
    int least = schema.path("minimum").asInt(-1_000);
    int most = schema.path("maximum").asInt(1_000_000);
    return least + random.nextInt(most - least + 1);
  }

  private String string(JsonNode schema) {
    int number = 1 + random.nextInt(9);
    if (schema.has("contentEncoding")) {
      return "AQI" + "=";
    }
    String format = schema.path("format").asString("");
    String pattern = schema.path("pattern").asString("");
    return switch (format) {
      case "date" -> "200" + number + "-01-3" + number % 2;
      case "date-time" -> "200" + number + "-02-03T04:05:0" + number + "Z";
      case "uuid" -> "0000000" + number + "-0000-0001-0000-00000000000" + number;
      case "uri" -> "https://example.org/" + number;
      case "duration" -> pattern.contains("Y") ? "P" + number + "Y2M3D" : "PT" + number + "H2M3S";
      default -> ofPattern(schema, pattern, number);
    };
  }

  private String ofPattern(JsonNode schema, String pattern, int number) {
    if (pattern.startsWith("^[0-9]{4}-[0-9]{2}-[0-9]{2}T")) {
      return "200" + number + "-02-03T04:05:0" + number;
    }
    if (pattern.startsWith("^[0-9]{4}-[0-9]{2}$")) {
      return "200" + number + "-1" + number % 3;
    }
    if (pattern.startsWith("^[0-9]{2}:")) {
      return "1" + number + ":05:0" + number;
    }
    if (pattern.startsWith("^-?[0-9]+")) {
      return String.valueOf(number);
    }
    String text = "ü" + number + "\"\\".repeat(random.nextInt(2));
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    return text.length() <= most ? text : text.substring(0, most);
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int least = schema.path("minItems").asInt(0);
    int size = depth <= 0 ? least : Math.max(least, random.nextInt(3));
    for (int i = 0; array.size() < size && i < 9; i++) {
      JsonNode item = of(schema.path("items"), depth - 1);
      if (array.valueStream().noneMatch(item::equals)) {
        array.add(item);
      }
    }
    return array;
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean isRequired =
          schema
              .path("required")
              .valueStream()
              .anyMatch(each -> each.stringValue().equals(property.getKey()));
      if (isRequired || random.nextInt(3) > 0) {
        object.set(property.getKey(), of(property.getValue(), depth - 1));
      }
    }
    if (schema.path("additionalProperties").isObject()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        String name = schema.has("propertyNames") ? string(schema.path("propertyNames")) : "k" + i;
        object.set(name, of(schema.path("additionalProperties"), depth - 1));
      }
    }
    return object;
  }
}
