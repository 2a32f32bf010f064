package dev.runnel.schema;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Knows the types of JSON values, and shows values in messages. */
final class JsonTypes {
  private static final int SHOWN = 60;

  private JsonTypes() {}

  /** Lists the types that a value is of: a number without a fraction is an integer as well. */
  static List<String> of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> List.of("object");
      case ARRAY -> List.of("array");
      case STRING, BINARY -> List.of("string");
      case BOOLEAN -> List.of("boolean");
      case NULL, MISSING -> List.of("null");
      case NUMBER -> isWhole(value) ? List.of("integer", "number") : List.of("number");
    };
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() || number.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  /** Compares values; numbers by what they are worth. */
  static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }

  /** Says in words what a type, or several, would be. */
  static String expected(JsonNode type) {
    if (type.isString()) {
      return withArticle(type.stringValue());
    }
    return type.valueStream()
        .map(each -> withArticle(each.asString("")))
        .collect(Collectors.joining(" or "));
  }

  private static String withArticle(String type) {
    return switch (type) {
      case "null" -> "null";
      case "integer" -> "an integer without a fraction";
      case "object", "array" -> "an " + type;
      default -> "a " + type;
    };
  }

  /** Shows a value, shortened. */
  static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      default -> shorten(value.toString());
    };
  }

  /** Shows a text, shortened. */
  static String shown(String text) {
    return shorten("\"" + text + "\"");
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
