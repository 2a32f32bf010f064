package dev.runnel.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies patches, strictly as RFC 6902 says. */
final class JsonPatcher {
  private JsonNode document = MissingNode.getInstance();

  JsonNode document() {
    return document;
  }

  void apply(List<JsonPatch.Operation> operations) {
    for (JsonPatch.Operation operation : operations) {
      apply(operation.op(), JsonPointer.compile(operation.path()), operation.value().deepCopy());
    }
  }

  private void apply(JsonPatch.Op op, JsonPointer path, JsonNode value) {
    if (path.matches()) {
      document = value;
      return;
    }
    JsonNode parent = document.at(path.head());
    JsonPointer last = path.last();
    boolean applied =
        parent instanceof ObjectNode object
            ? apply(op, object, last.getMatchingProperty(), value)
            : parent instanceof ArrayNode array && apply(op, array, last.getMatchingIndex(), value);
    if (!applied) {
      throw new AssertionError(op + " " + path + " does not apply to " + document);
    }
  }

  private static boolean apply(
      JsonPatch.Op op, ObjectNode object, String key, @Nullable JsonNode value) {
    boolean fits = op == JsonPatch.Op.ADD || object.has(key);
    object.set(key, value);
    return fits;
  }

  private static boolean apply(JsonPatch.Op op, ArrayNode array, int index, JsonNode value) {
    if (op == JsonPatch.Op.ADD) {
      boolean fits = index == array.size();
      array.add(value);
      return fits;
    }
    boolean fits = index >= 0 && index < array.size();
    array.set(index, value);
    return fits;
  }
}
