package dev.runnel.schema;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How large a schema is, in what providers limit.
 *
 * @param properties how many properties all of its objects have
 * @param depth how deep objects and arrays are nested; a reference that leads back counts once
 * @param nameCharacters how long all names of properties and definitions and all values of enums
 *     are together
 * @param enumValues how many values all enums have
 * @param largestEnum how many values the largest enum has
 * @param largestEnumCharacters how long the texts of the largest enum are together
 * @param optionalProperties how many properties are not required
 * @param unions how many places take one of several types
 */
public record SchemaSize(
    int properties,
    int depth,
    int nameCharacters,
    int enumValues,
    int largestEnum,
    int largestEnumCharacters,
    int optionalProperties,
    int unions) {

  static SchemaSize of(ObjectNode schema) {
    Counter counter = new Counter();
    counter.count(schema);
    return new SchemaSize(
        counter.properties,
        depth(schema, References.of(schema), new HashSet<>()),
        counter.characters,
        counter.enumValues,
        counter.largestEnum,
        counter.largestCharacters,
        counter.optional,
        counter.unions);
  }

  private static int depth(JsonNode schema, References references, Set<String> open) {
    JsonNode reference = schema.path("$ref");
    if (reference.isString()) {
      String name = reference.stringValue();
      if (!open.add(name)) {
        return 0;
      }
      int depth = depth(references.target(name), references, open);
      open.remove(name);
      return depth;
    }
    int deepest = 0;
    for (JsonNode choice : schema.path("anyOf")) {
      deepest = Math.max(deepest, depth(choice, references, open));
    }
    boolean nests = schema.has("properties") || schema.has("items");
    for (JsonNode property : schema.path("properties")) {
      deepest = Math.max(deepest, 1 + depth(property, references, open));
    }
    if (schema.path("items").isObject()) {
      deepest = Math.max(deepest, 1 + depth(schema.path("items"), references, open));
    }
    return nests ? Math.max(deepest, 1) : deepest;
  }

  /** Walks through a schema. */
  private static final class Counter {
    private int properties;
    private int characters;
    private int enumValues;
    private int largestEnum;
    private int largestCharacters;
    private int optional;
    private int unions;

    void count(JsonNode schema) {
      if (!schema.isObject()) {
        return;
      }
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        properties++;
        characters += property.getKey().length();
        optional += Trees.hasText(schema.path("required"), property.getKey()) ? 0 : 1;
        count(property.getValue());
      }
      for (Map.Entry<String, JsonNode> definition : schema.path("$defs").properties()) {
        characters += definition.getKey().length();
        count(definition.getValue());
      }
      countValues(schema.path("enum"));
      unions += schema.path("anyOf").isArray() || schema.path("type").isArray() ? 1 : 0;
      schema.path("anyOf").forEach(this::count);
      count(schema.path("items"));
      count(schema.path("additionalProperties"));
    }

    private void countValues(JsonNode values) {
      int length = values.valueStream().mapToInt(each -> each.asString("").length()).sum();
      enumValues += values.size();
      characters += length;
      if (values.size() > largestEnum) {
        largestEnum = values.size();
        largestCharacters = length;
      }
    }
  }
}
