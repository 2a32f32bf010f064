package dev.runnel.serve;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds how one state becomes the next one, as a patch. An object is compared member by member; a
 * list that has grown, element by element; all else is replaced.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class StatePatch {
  /** What lies deeper is replaced as a whole, so that no document is too deep to compare. */
  private static final int MAX_DEPTH = 64;

  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  private StatePatch() {}

  /** Returns the operations; none where nothing has changed. */
  static ArrayNode between(JsonNode from, JsonNode to) {
    StatePatch patch = new StatePatch();
    patch.compare(from, to, "", 0);
    return patch.operations;
  }

  private void compare(JsonNode from, JsonNode to, String pointer, int depth) {
    if (depth < MAX_DEPTH && from instanceof ObjectNode before && to instanceof ObjectNode after) {
      members(before, after, pointer, depth);
    } else if (depth < MAX_DEPTH
        && from instanceof ArrayNode before
        && to instanceof ArrayNode after
        && before.size() <= after.size()) {
      elements(before, after, pointer, depth);
    } else if (!from.equals(to)) {
      operation("replace", pointer).set("value", to);
    }
  }

  private void members(ObjectNode before, ObjectNode after, String pointer, int depth) {
    for (String name : before.propertyNames()) {
      if (!after.has(name)) {
        operation("remove", at(pointer, name));
      }
    }
    for (String name : after.propertyNames()) {
      JsonNode old = before.get(name);
      if (old == null) {
        operation("add", at(pointer, name)).set("value", after.get(name));
      } else {
        compare(old, after.get(name), at(pointer, name), depth + 1);
      }
    }
  }

  private void elements(ArrayNode before, ArrayNode after, String pointer, int depth) {
    for (int i = 0; i < before.size(); i++) {
      compare(before.get(i), after.get(i), pointer + "/" + i, depth + 1);
    }
    for (int i = before.size(); i < after.size(); i++) {
      operation("add", pointer + "/-").set("value", after.get(i));
    }
  }

  private ObjectNode operation(String op, String pointer) {
    return operations.addObject().put("op", op).put("path", pointer);
  }

  private static String at(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
