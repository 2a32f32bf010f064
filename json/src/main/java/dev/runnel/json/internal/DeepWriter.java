package dev.runnel.json.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/** Writes nodes of any depth without recursion. */
final class DeepWriter {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private DeepWriter() {}

  static String toString(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  static String toPrettyString(JsonNode node) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  /** Whether nothing is to be sorted or left out. */
  static boolean isPlain(SerializationContext context) {
    return context != null
        && context.isEnabled(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS)
        && context.isEnabled(JsonNodeFeature.WRITE_NULL_PROPERTIES)
        && !context.isEnabled(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
  }

  static void write(JsonNode root, JsonGenerator out, SerializationContext context) {
    Deque<Iterator<?>> open = new ArrayDeque<>();
    open.push(start(root, out));
    while (!open.isEmpty()) {
      Iterator<?> children = open.element();
      if (!children.hasNext()) {
        open.pop();
        if (out.streamWriteContext().inArray()) {
          out.writeEndArray();
        } else {
          out.writeEndObject();
        }
        continue;
      }
      Object child = children.next();
      if (child instanceof Map.Entry<?, ?> member) {
        out.writeName((String) member.getKey());
        child = member.getValue();
      }
      if (child instanceof ValueNode value) {
        value.serialize(out, context);
      } else {
        open.push(start((JsonNode) child, out));
      }
    }
  }

  private static Iterator<?> start(JsonNode node, JsonGenerator out) {
    if (node instanceof ObjectNode object) {
      out.writeStartObject(object, object.size());
      return object.properties().iterator();
    }
    ArrayNode array = (ArrayNode) node;
    out.writeStartArray(array, array.size());
    return array.iterator();
  }
}
