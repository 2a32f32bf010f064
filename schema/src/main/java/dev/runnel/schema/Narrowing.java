package dev.runnel.schema;

import dev.runnel.schema.DialectRules.ReferenceRule;
import dev.runnel.schema.NarrowedSchema.DroppedKeyword;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says one schema in the words of one dialect. */
final class Narrowing {
  private static final String WRAPPER = "value";

  /** What a schema says beside its type; without any of these it may be anything. */
  private static final Set<String> KINDS = Set.of("type", "anyOf", "enum", "$ref");

  /** Keywords that say nothing about the value. */
  private static final Set<String> SILENT = Set.of("$schema", "$id", "$comment", "title");

  private final DialectRules rules;
  private final ObjectNode root;
  private final References references;
  private final List<String> obstacles = new ArrayList<>();
  private final List<DroppedKeyword> dropped = new ArrayList<>();
  private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
  private final Set<String> expanding = new HashSet<>();

  private Narrowing(DialectRules rules, ObjectNode root) {
    this.rules = rules;
    this.root = root;
    this.references = References.of(root);
  }

  static NarrowedSchema narrow(SchemaDialect dialect, DialectRules rules, JsonSchema schema) {
    ObjectNode expanded = expanded(rules, schema.tree());
    boolean isWrapped = rules.objectRoot() && !isObject(expanded);
    ObjectNode root = isWrapped ? around(expanded) : expanded;
    String wrapper = isWrapped ? WRAPPER : null;
    if (dialect == SchemaDialect.PLAIN) {
      return new NarrowedSchema(
          dialect, schema, List.of(), List.of(), null, SchemaSize.of(schema.tree()));
    }
    Narrowing narrowing = new Narrowing(rules, root);
    ObjectNode narrowed = narrowing.narrowRoot();
    SchemaSize size = SchemaSize.of(narrowed);
    narrowing.obstacles.addAll(rules.limits().exceededBy(size));
    if (narrowing.obstacles.isEmpty() || rules.references() == ReferenceRule.EXPANDED) {
      return narrowing.result(dialect, narrowed, narrowing.dropped, wrapper, size);
    }
    return narrowing.result(dialect, root, List.of(), wrapper, size);
  }

  private NarrowedSchema result(
      SchemaDialect dialect,
      ObjectNode tree,
      List<DroppedKeyword> lost,
      @Nullable String wrapper,
      SchemaSize size) {
    return new NarrowedSchema(dialect, JsonSchema.ofTree(tree), obstacles, lost, wrapper, size);
  }

  /** Puts an object around what is none, and changes nothing else. */
  static NarrowedSchema inObject(JsonSchema schema) {
    ObjectNode tree = schema.tree();
    boolean isWrapped = !isObject(tree);
    JsonSchema sent = isWrapped ? JsonSchema.ofTree(around(tree)) : schema;
    return new NarrowedSchema(
        SchemaDialect.PLAIN,
        sent,
        List.of(),
        List.of(),
        isWrapped ? WRAPPER : null,
        SchemaSize.of(sent.tree()));
  }

  private static boolean isObject(ObjectNode schema) {
    return schema.path("type").asString("").equals("object") && !schema.has("anyOf");
  }

  /** Expands a root that is only a reference, where the dialect knows keywords. */
  private static ObjectNode expanded(DialectRules rules, ObjectNode schema) {
    if (rules.keywords() == null || !schema.path("$ref").isString()) {
      return schema;
    }
    ObjectNode root = schema.deepCopy();
    ObjectNode target = References.of(schema).target(root.remove("$ref").stringValue());
    ObjectNode copy = target.deepCopy();
    copy.remove("$defs");
    return copy.setAll(root);
  }

  /** Puts an object around what is none. */
  private static ObjectNode around(ObjectNode root) {
    ObjectNode definitions = Trees.object();
    ObjectNode inner = root.deepCopy();
    if (inner.remove("$defs") instanceof ObjectNode known) {
      definitions.setAll(known);
    }
    ObjectNode outer = Trees.object().put("type", "object");
    if (References.of(root).isUsed("#")) {
      String name = definitions.has("Value") ? "Value_" : "Value";
      definitions.set(name, inner);
      definitions.forEach(each -> References.rename(each, "#", "#/$defs/" + name));
      inner = Trees.object().put("$ref", "#/$defs/" + name);
    }
    outer.putObject("properties").set(WRAPPER, inner);
    outer.putArray("required").add(WRAPPER);
    if (!definitions.isEmpty()) {
      outer.set("$defs", definitions);
    }
    return outer;
  }

  private ObjectNode narrowRoot() {
    ObjectNode narrowed = narrow(root, "");
    ObjectNode kept = Trees.object();
    definitions.forEach(kept::set);
    narrowed.remove("$defs");
    if (!kept.isEmpty()) {
      narrowed.set("$defs", kept);
    }
    return narrowed;
  }

  private ObjectNode narrow(JsonNode schema, String pointer) {
    if (!schema.isObject()) {
      obstacles.add(place(pointer) + " is no object of keywords, but " + schema + ".");
      return Trees.object();
    }
    if (schema.path("$ref").isString()) {
      return narrowReference((ObjectNode) schema, pointer);
    }
    ObjectNode result = Trees.object();
    Map<String, String> told = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      JsonNode value = entry.getValue();
      switch (keyword) {
        case "$defs" -> {}
        case "properties" -> result.set(keyword, narrowProperties(schema, pointer));
        case "required" -> result.set(keyword, value);
        case "items" -> result.set(keyword, narrow(value, pointer + "/items"));
        case "anyOf", "oneOf" -> result.set("anyOf", narrowChoices(value, pointer + "/" + keyword));
        case "additionalProperties" -> narrowOthers(result, value, pointer, told);
        case "const" -> narrowConst(result, value);
        default -> narrowKeyword(result, keyword, value, pointer, told);
      }
    }
    complete(result, schema, pointer);
    tell(result, told);
    return result;
  }

  private ObjectNode narrowProperties(JsonNode schema, String pointer) {
    ObjectNode result = Trees.object();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      ObjectNode narrowed =
          narrow(property.getValue(), pointer + "/properties" + SchemaCheck.step(name));
      boolean mayMiss = rules.allRequired() && !Trees.hasText(schema.path("required"), name);
      result.set(
          name,
          mayMiss && !Nulls.areTaken(property.getValue(), references)
              ? Nulls.added(narrowed)
              : narrowed);
    }
    return result;
  }

  private JsonNode narrowChoices(JsonNode choices, String pointer) {
    List<JsonNode> narrowed = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      narrowed.add(narrow(choices.get(i), pointer + "/" + i));
    }
    return Trees.array().addAll(narrowed);
  }

  private void narrowOthers(
      ObjectNode result, JsonNode value, String pointer, Map<String, String> told) {
    if (value.isBoolean()) {
      if (rules.takes("additionalProperties")) {
        result.set("additionalProperties", value);
      }
    } else if (!rules.open()) {
      obstacles.add(place(pointer) + " is a map, whose names nobody knows in advance.");
    } else if (rules.takes("additionalProperties")) {
      result.set("additionalProperties", narrow(value, pointer + "/additionalProperties"));
    } else {
      drop("additionalProperties", value, pointer, told);
    }
  }

  private static void narrowConst(ObjectNode result, JsonNode value) {
    if (!result.has("type") && value.isString()) {
      result.put("type", "string");
    }
    result.set("enum", Trees.array().add(value));
  }

  private void narrowKeyword(
      ObjectNode result, String keyword, JsonNode value, String pointer, Map<String, String> told) {
    boolean takes =
        switch (keyword) {
          case "format" -> rules.formats() == null || rules.formats().contains(value.asString(""));
          case "pattern" -> rules.pattern().test(value.asString(""));
          case "minItems" -> !rules.smallMinItems() || value.asInt() <= 1;
          default -> true;
        };
    if (takes && rules.takes(keyword)) {
      result.set(keyword, value);
    } else if (!SILENT.contains(keyword)) {
      drop(keyword, value, pointer, told);
    } else {
      dropped.add(new DroppedKeyword(pointer, keyword, value.toString()));
    }
  }

  private void drop(String keyword, JsonNode value, String pointer, Map<String, String> told) {
    dropped.add(new DroppedKeyword(pointer, keyword, value.toString()));
    told.put(keyword, value.isString() ? value.stringValue() : value.toString());
  }

  /** Adds what a dialect demands, and says where that is impossible. */
  private void complete(ObjectNode result, JsonNode schema, String pointer) {
    if (!rules.open() && KINDS.stream().noneMatch(result::has)) {
      obstacles.add(place(pointer) + " may be anything.");
      return;
    }
    if (Trees.hasType(result, "array") && !result.has("items") && !rules.open()) {
      obstacles.add(place(pointer) + " is an array of anything.");
    }
    if (!Trees.hasType(result, "object")) {
      return;
    }
    boolean isMap = schema.path("additionalProperties").isObject();
    if (rules.closed() && !result.has("properties") && !isMap) {
      obstacles.add(place(pointer) + " is an object of which nothing is known.");
    }
    if (rules.closed()) {
      result.put("additionalProperties", false);
    }
    if (rules.allRequired() && result.has("properties")) {
      JsonNode names = result.path("properties");
      result.set(
          "required",
          Trees.array().addAll(names.propertyNames().stream().map(Trees::text).toList()));
    }
  }

  /** Appends to the description what the dialect does not take. */
  private static void tell(ObjectNode result, Map<String, String> told) {
    if (told.isEmpty()) {
      return;
    }
    String text =
        told.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    String before = result.path("description").asString("");
    result.put("description", before.isEmpty() ? text : before + " " + text);
  }

  private ObjectNode narrowReference(ObjectNode schema, String pointer) {
    String reference = schema.path("$ref").stringValue();
    ObjectNode siblings = schema.deepCopy();
    siblings.remove("$ref");
    siblings.remove("$defs");
    boolean isRecursive = references.isRecursive(reference);
    if (isRecursive && !rules.recursive()) {
      obstacles.add(place(pointer) + " contains itself.");
      return Trees.object().put("type", "object").put("description", "As the one around it.");
    }
    boolean expands =
        rules.references() == ReferenceRule.EXPANDED || references.isUsedOnce(reference);
    if (expands && !isRecursive && rules.references() != ReferenceRule.WITH_SIBLINGS) {
      ObjectNode expanded = references.target(reference).deepCopy();
      expanded.remove("$defs");
      return narrow(expanded.setAll(siblings), pointer);
    }
    define(reference);
    ObjectNode alone = Trees.object().put("$ref", reference);
    if (siblings.isEmpty()) {
      return alone;
    }
    ObjectNode around = Trees.object();
    around.putArray("anyOf").add(alone);
    return narrowSiblings(around, siblings, pointer);
  }

  private ObjectNode narrowSiblings(ObjectNode around, ObjectNode siblings, String pointer) {
    Map<String, String> told = new LinkedHashMap<>();
    siblings
        .properties()
        .forEach(each -> narrowKeyword(around, each.getKey(), each.getValue(), pointer, told));
    tell(around, told);
    return around;
  }

  private void define(String reference) {
    if (reference.equals("#") || !expanding.add(reference)) {
      return;
    }
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    definitions.put(name, Trees.object());
    definitions.put(name, narrow(references.target(reference), "/$defs/" + name));
  }

  private static String place(String pointer) {
    return pointer.isEmpty() ? "The schema" : pointer.replace("/properties", "");
  }
}
