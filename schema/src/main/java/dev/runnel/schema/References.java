package dev.runnel.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Knows what the references of one schema lead to, how often, and which lead back to themselves.
 */
final class References {
  private static final String PREFIX = "#/$defs/";

  private final ObjectNode root;
  private final Map<String, Integer> uses = new HashMap<>();

  private References(ObjectNode root) {
    this.root = root;
    count(root);
  }

  static References of(ObjectNode root) {
    return new References(root);
  }

  /**
   * Checks that each reference leads to a definition of the same document, and in the end to one
   * that is none.
   */
  static void check(ObjectNode root) {
    References references = of(root);
    for (String reference : references.uses.keySet()) {
      references.target(reference);
    }
  }

  private void count(JsonNode node) {
    if (node.isObject() && node.path("$ref").isString()) {
      uses.merge(node.path("$ref").stringValue(), 1, Integer::sum);
    }
    node.forEach(this::count);
  }

  /** Returns the schema that a reference leads to, itself no mere reference. */
  ObjectNode target(String reference) {
    Set<String> passed = new HashSet<>();
    String at = reference;
    while (passed.add(at)) {
      ObjectNode target = definition(at);
      JsonNode next = target.path("$ref");
      if (!next.isString()) {
        return target;
      }
      at = next.stringValue();
    }
    throw new IllegalArgumentException("The reference " + reference + " leads only to itself.");
  }

  private ObjectNode definition(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    String name = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : "";
    String key = name.replace("~1", "/").replace("~0", "~");
    if (name.isEmpty() || !(root.path("$defs").path(key) instanceof ObjectNode definition)) {
      throw new IllegalArgumentException(
          "The reference "
              + reference
              + " leads nowhere: a reference is '#', or '#/$defs/' and a name that stands in $defs.");
    }
    return definition;
  }

  boolean isUsed(String reference) {
    return uses.containsKey(reference);
  }

  /** Lets all references of a tree to one thing lead to another. */
  static void rename(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object
        && object.path("$ref").isString()
        && object.path("$ref").stringValue().equals(from)) {
      object.put("$ref", to);
    }
    node.forEach(part -> rename(part, from, to));
  }

  /** Copies a part of a schema, with all that it refers to. */
  static ObjectNode cutOut(ObjectNode root, String pointer) {
    if (!(root.at(pointer) instanceof ObjectNode place)) {
      throw new IllegalArgumentException(
          "There is no schema at " + pointer + " of the schema " + root + ".");
    }
    ObjectNode definitions = Trees.object();
    if (root.path("$defs") instanceof ObjectNode known) {
      definitions.setAll(known.deepCopy());
    }
    ObjectNode part = place.deepCopy();
    if (!pointer.isEmpty() && of(root).isUsed("#")) {
      String name = definitions.has("Root") ? "Root_" : "Root";
      ObjectNode whole = root.deepCopy();
      whole.remove("$defs");
      definitions.set(name, whole);
      definitions.forEach(each -> rename(each, "#", PREFIX + name));
      rename(part, "#", PREFIX + name);
    }
    if (!definitions.isEmpty()) {
      part.set("$defs", definitions);
    }
    return part;
  }

  boolean isUsedOnce(String reference) {
    return uses.getOrDefault(reference, 0) == 1;
  }

  /** Tells whether a definition contains itself. */
  boolean isRecursive(String reference) {
    return reaches(target(reference), target(reference), new HashSet<>());
  }

  private boolean reaches(JsonNode from, ObjectNode goal, Set<String> passed) {
    JsonNode reference = from.path("$ref");
    if (from.isObject() && reference.isString() && passed.add(reference.stringValue())) {
      ObjectNode target = target(reference.stringValue());
      if (target == goal || reaches(target, goal, passed)) {
        return true;
      }
    }
    for (Map.Entry<String, JsonNode> part : from.properties()) {
      if (!part.getKey().equals("$defs") && reaches(part.getValue(), goal, passed)) {
        return true;
      }
    }
    return from.isArray() && from.valueStream().anyMatch(each -> reaches(each, goal, passed));
  }
}
