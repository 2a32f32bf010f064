package dev.runnel.processor.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One schema while it is being made: keywords in their order. Not thread-safe. */
final class Node {
  private final Map<String, Object> keywords = new LinkedHashMap<>();

  static Node ofType(String type) {
    return new Node().put("type", type);
  }

  static Node reference(String definition) {
    return new Node().put("$ref", "#/$defs/" + definition);
  }

  /** Sets a keyword: to a text, a number, a boolean, a schema, or a list of these. */
  Node put(String keyword, Object value) {
    keywords.put(keyword, value);
    return this;
  }

  @Nullable Object get(String keyword) {
    return keywords.get(keyword);
  }

  boolean has(String keyword) {
    return keywords.containsKey(keyword);
  }

  boolean isOfType(String type) {
    return type.equals(keywords.get("type"));
  }

  boolean isEmpty() {
    return keywords.isEmpty();
  }

  Map<String, Object> keywords() {
    return keywords;
  }

  Node copy() {
    Node copy = new Node();
    copy.keywords.putAll(keywords);
    return copy;
  }

  /** Returns the same with a description, which stands behind the type; itself for no text. */
  Node described(String text) {
    String description = text.strip();
    if (description.isEmpty()) {
      return this;
    }
    Node result = new Node();
    Object type = keywords.get("type");
    if (type != null) {
      result.put("type", type);
    }
    result.put("description", description);
    keywords.forEach(result.keywords::putIfAbsent);
    return result;
  }

  /** Returns a schema that takes null as well; the description stays outside. */
  Node orNull() {
    if (isEmpty() || isOrNull()) {
      return this;
    }
    Node result = copy();
    if (keywords.get("type") instanceof String type && !has("enum")) {
      return result.put("type", List.of(type, "null"));
    }
    if (keywords.get("anyOf") instanceof List<?> choices) {
      List<Object> more = new ArrayList<>(choices);
      more.add(ofType("null"));
      return result.put("anyOf", more);
    }
    Object description = result.keywords.remove("description");
    Node around = new Node().put("anyOf", List.of(result, ofType("null")));
    return description == null ? around : around.put("description", description);
  }

  private boolean isOrNull() {
    if (keywords.get("type") instanceof List<?> types) {
      return types.contains("null");
    }
    return keywords.get("anyOf") instanceof List<?> choices
        && choices.stream().anyMatch(each -> each instanceof Node node && node.isOfType("null"));
  }
}
