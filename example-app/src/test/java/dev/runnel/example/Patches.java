package dev.runnel.example;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies patches of RFC 6902, as far as the program gives them: adding and replacing. */
final class Patches {
  private Patches() {}

  static JsonNode apply(JsonNode patch, JsonNode state) {
    JsonNode result = state.deepCopy();
    for (JsonNode operation : patch) {
      result = applyOne(operation, result);
    }
    return result;
  }

  private static JsonNode applyOne(JsonNode operation, JsonNode state) {
    String path = operation.path("path").asString();
    JsonNode value = operation.path("value").deepCopy();
    if (path.isEmpty()) {
      return value;
    }
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = state.at(pointer.head());
    String member = pointer.last().getMatchingProperty();
    boolean adds = operation.path("op").asString().equals("add");
    if (parent instanceof ObjectNode object && (adds || object.has(member))) {
      object.set(member, value);
    } else if (parent instanceof ArrayNode array && adds && isEnd(member, array)) {
      array.add(value);
    } else if (parent instanceof ArrayNode array && !adds) {
      array.set(Integer.parseInt(member), value);
    } else {
      throw new AssertionError("Cannot apply " + operation + " to " + state);
    }
    return state;
  }

  private static boolean isEnd(String member, ArrayNode array) {
    return member.equals("-") || Integer.parseInt(member) == array.size();
  }
}
