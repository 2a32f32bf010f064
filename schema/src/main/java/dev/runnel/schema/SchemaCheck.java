package dev.runnel.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks documents against one schema. Immutable. */
final class SchemaCheck {
  private final ObjectNode root;
  private final References references;
  private final Map<String, Pattern> patterns = new HashMap<>();

  SchemaCheck(JsonSchema schema) {
    this.root = schema.tree();
    this.references = References.of(root);
    findPatterns(root);
  }

  private void findPatterns(JsonNode node) {
    JsonNode pattern = node.path("pattern");
    if (node.isObject() && pattern.isString()) {
      try {
        patterns.put(pattern.stringValue(), Pattern.compile(pattern.stringValue()));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "The pattern '"
                + pattern.stringValue()
                + "' of the schema is no regular expression: "
                + e.getDescription(),
            e);
      }
    }
    node.forEach(this::findPatterns);
  }

  /**
   * Checks a document.
   *
   * @param violations takes what is wrong
   * @return the document, without the nulls that stand for absent properties
   */
  JsonNode check(JsonNode document, List<SchemaViolation> violations) {
    return new Run(violations).check(document, root, "");
  }

  /** Writes one step of a JSON Pointer. */
  static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** One document, or one attempt to read a part of it as one of several choices. */
  private final class Run {
    private final List<SchemaViolation> violations;

    Run(List<SchemaViolation> violations) {
      this.violations = violations;
    }

    private void fail(String pointer, String reason) {
      violations.add(new SchemaViolation(pointer, reason));
    }

    JsonNode check(JsonNode value, JsonNode schema, String pointer) {
      if (schema.isBoolean()) {
        if (!schema.booleanValue()) {
          fail(pointer, "must not be there");
        }
        return value;
      }
      JsonNode result = value;
      if (schema.path("$ref").isString()) {
        result = check(result, references.target(schema.path("$ref").stringValue()), pointer);
      }
      for (JsonNode part : schema.path("allOf")) {
        result = check(result, part, pointer);
      }
      for (String choice : List.of("anyOf", "oneOf")) {
        if (schema.path(choice).isArray()) {
          result = choose(result, schema.path(choice), pointer);
        }
      }
      if (!hasRightType(value, schema, pointer)) {
        return result;
      }
      checkValues(value, schema, pointer);
      if (value.isNumber()) {
        NumberCheck.check(value.decimalValue(), schema, reason -> fail(pointer, reason));
      } else if (value.isString()) {
        checkString(value.stringValue(), schema, pointer);
      } else if (result instanceof ArrayNode array) {
        return checkArray(array, schema, pointer);
      } else if (result instanceof ObjectNode object) {
        return checkObject(object, schema, pointer);
      }
      return result;
    }

    private boolean hasRightType(JsonNode value, JsonNode schema, String pointer) {
      if (value instanceof NumericNode number && number.isNaN()) {
        fail(pointer, "must be a number of JSON, but is " + value);
        return false;
      }
      JsonNode type = schema.path("type");
      if (type.isMissingNode()
          || JsonTypes.of(value).stream().anyMatch(each -> Trees.hasType(schema, each))) {
        return true;
      }
      fail(pointer, "must be " + JsonTypes.expected(type) + ", but is " + JsonTypes.shown(value));
      return false;
    }

    private void checkValues(JsonNode value, JsonNode schema, String pointer) {
      JsonNode values = schema.path("enum");
      if (values.isArray() && values.valueStream().noneMatch(each -> JsonTypes.same(each, value))) {
        fail(pointer, "must be one of " + values + ", but is " + JsonTypes.shown(value));
      }
      JsonNode constant = schema.path("const");
      if (!constant.isMissingNode() && !JsonTypes.same(constant, value)) {
        fail(pointer, "must be " + constant + ", but is " + JsonTypes.shown(value));
      }
    }

    private void checkString(String text, JsonNode schema, String pointer) {
      int length = text.codePointCount(0, text.length());
      if (schema.has("minLength") && length < schema.path("minLength").asInt()) {
        fail(
            pointer,
            "must have at least " + schema.path("minLength") + " characters, but has " + length);
      }
      if (schema.has("maxLength") && length > schema.path("maxLength").asInt()) {
        fail(
            pointer,
            "must have at most " + schema.path("maxLength") + " characters, but has " + length);
      }
      Pattern pattern = patterns.get(schema.path("pattern").asString(""));
      if (schema.has("pattern") && pattern != null && !pattern.matcher(text).find()) {
        fail(pointer, "must match the pattern " + pattern + ", but is " + JsonTypes.shown(text));
      }
    }

    private JsonNode checkArray(ArrayNode array, JsonNode schema, String pointer) {
      checkSize(array.size(), schema, "Items", "elements", pointer);
      if (schema.path("uniqueItems").asBoolean(false)
          && new HashSet<>(array.values()).size() < array.size()) {
        fail(pointer, "must not have an element twice");
      }
      JsonNode items = schema.path("items");
      if (items.isMissingNode()) {
        return array;
      }
      List<JsonNode> checked = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        checked.add(check(array.get(i), items, pointer + "/" + i));
      }
      return Trees.array().addAll(checked);
    }

    private JsonNode checkObject(ObjectNode object, JsonNode schema, String pointer) {
      checkSize(object.size(), schema, "Properties", "properties", pointer);
      for (JsonNode name : schema.path("required")) {
        if (!object.has(name.stringValue())) {
          fail(pointer + step(name.stringValue()), "is missing");
        }
      }
      JsonNode properties = schema.path("properties");
      JsonNode others = schema.path("additionalProperties");
      ObjectNode checked = Trees.object();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String name = entry.getKey();
        String at = pointer + step(name);
        checkName(name, schema, at);
        JsonNode property = properties.path(name);
        if (property.isMissingNode()) {
          checked.set(
              name,
              others.isMissingNode() ? entry.getValue() : check(entry.getValue(), others, at));
        } else if (!isLeftOut(name, entry.getValue(), property, schema)) {
          checked.set(name, check(entry.getValue(), property, at));
        }
      }
      return checked;
    }

    /**
     * A strict dialect makes all properties required, and lets null stand for those that are not.
     */
    private boolean isLeftOut(String name, JsonNode value, JsonNode property, JsonNode schema) {
      return value.isNull()
          && !Trees.hasText(schema.path("required"), name)
          && !Nulls.areTaken(property, references);
    }

    private void checkName(String name, JsonNode schema, String pointer) {
      JsonNode names = schema.path("propertyNames");
      if (!names.isMissingNode()) {
        List<SchemaViolation> wrong = new ArrayList<>();
        new Run(wrong).check(Trees.text(name), names, pointer);
        wrong.forEach(each -> fail(pointer, "has a name that " + each.reason()));
      }
    }

    private void checkSize(int size, JsonNode schema, String keyword, String what, String pointer) {
      JsonNode least = schema.path("min" + keyword);
      JsonNode most = schema.path("max" + keyword);
      if (!least.isMissingNode() && size < least.asInt()) {
        fail(pointer, "must have at least " + least + " " + what + ", but has " + size);
      }
      if (!most.isMissingNode() && size > most.asInt()) {
        fail(pointer, "must have at most " + most + " " + what + ", but has " + size);
      }
    }

    /** Takes the first choice that fits; if none does, says what is wrong with the most likely. */
    private JsonNode choose(JsonNode value, JsonNode choices, String pointer) {
      List<SchemaViolation> best = List.of(new SchemaViolation(pointer, "fits no choice"));
      int bestScore = Integer.MIN_VALUE;
      for (JsonNode choice : choices) {
        List<SchemaViolation> wrong = new ArrayList<>();
        JsonNode checked = new Run(wrong).check(value, choice, pointer);
        if (wrong.isEmpty()) {
          return checked;
        }
        int score = Choices.likelihood(value, resolved(choice), wrong.size());
        if (score > bestScore) {
          bestScore = score;
          best = wrong;
        }
      }
      if (bestScore < 0) {
        fail(pointer, Choices.expected(value, choices.valueStream().map(this::resolved).toList()));
      } else {
        violations.addAll(best);
      }
      return value;
    }

    private JsonNode resolved(JsonNode schema) {
      return schema.path("$ref").isString()
          ? references.target(schema.path("$ref").stringValue())
          : schema;
    }
  }
}
