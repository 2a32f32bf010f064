package dev.runnel.json.internal;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;

/**
 * What an array and an object that never change have in common. Jackson gives them two
 * superclasses, so that they cannot share one.
 *
 * <p>Nothing here is recursive, however deep a value is.
 */
final class Snapshot {
  private Snapshot() {}

  static boolean equal(JsonNode node, @Nullable Object other) {
    return other instanceof JsonNode value && DeepNodes.equal(node, value, Object::equals);
  }

  static boolean equal(JsonNode node, Comparator<JsonNode> comparator, JsonNode other) {
    return DeepNodes.equal(node, other, (a, b) -> comparator.compare(a, b) == 0);
  }

  /** Writes a value, unless something is to be sorted or left out; returns whether it did. */
  static boolean write(JsonNode node, JsonGenerator out, SerializationContext context) {
    boolean plain = DeepWriter.isPlain(context);
    if (plain) {
      DeepWriter.write(node, out, context);
    }
    return plain;
  }
}
