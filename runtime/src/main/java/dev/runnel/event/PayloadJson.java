package dev.runnel.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes payloads as JSON: those that say how they are shown as they say, others as Jackson does.
 * What cannot be written becomes its text, marked; nothing is thrown.
 */
final class PayloadJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 200;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .addModule(new SimpleModule().addSerializer(EventPayload.class, new OwnForm()))
          .build();

  private PayloadJson() {}

  static JsonNode of(@Nullable Object payload) {
    return of(payload, 0);
  }

  /** Writes a value as the sum of what was streamed: a message is then one long chunk. */
  static JsonNode ofSum(@Nullable Object payload, boolean streamed) {
    return payload instanceof EventPayload own
        ? of(own, each -> each.toEventPayload(streamed))
        : of(payload);
  }

  /** Writes what a value says is to be written in its place. */
  static JsonNode of(EventPayload payload, Function<EventPayload, Object> form) {
    try {
      return of(form.apply(payload), 0);
    } catch (RuntimeException | LinkageError | StackOverflowError notWritable) {
      return marked(payload);
    }
  }

  private static JsonNode of(@Nullable Object payload, int depth) {
    if (payload == null) {
      return NODES.nullNode();
    }
    if (payload instanceof JsonNode node) {
      return isDeeperThan(node, MAX_DEPTH - depth) ? marked(node) : node;
    }
    if (payload instanceof String text) {
      return NODES.stringNode(text);
    }
    try {
      return depth > MAX_DEPTH ? marked(payload) : written(payload, depth);
    } catch (RuntimeException | LinkageError | StackOverflowError notWritable) {
      return marked(payload);
    }
  }

  private static JsonNode written(Object payload, int depth) {
    if (payload instanceof EventPayload own) {
      return of(own.toEventPayload(false), depth);
    }
    if (payload instanceof Optional<?> optional) {
      return of(optional.orElse(null), depth + 1);
    }
    if (payload instanceof AtomicReference<?> reference) {
      return of(reference.get(), depth + 1);
    }
    if (payload instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, value) -> object.set(text(key), of(value, depth + 1)));
      return object;
    }
    if (payload instanceof Collection<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(of(element, depth + 1)));
      return array;
    }
    if (payload instanceof Object[] elements) {
      ArrayNode array = NODES.arrayNode();
      for (Object element : elements) {
        array.add(of(element, depth + 1));
      }
      return array;
    }
    return isLive(payload) ? marked(payload) : MAPPER.valueToTree(payload);
  }

  /** Looks level by level: a node that nests deeper cannot be written, nor visited by calls. */
  private static boolean isDeeperThan(JsonNode node, int max) {
    List<JsonNode> level = List.of(node);
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth > max) {
        return true;
      }
      List<JsonNode> below = new ArrayList<>();
      for (JsonNode each : level) {
        if (each.isContainer()) {
          below.addAll(each.values());
        }
      }
      level = below;
    }
    return false;
  }

  /** Writes what says how it is shown, wherever in a value of Jackson's it stands. */
  private static final class OwnForm extends ValueSerializer<EventPayload> {
    @Override
    public void serialize(EventPayload payload, JsonGenerator out, SerializationContext context) {
      context.writeValue(out, of(payload));
    }
  }

  /** Tells whether to read a value would use it up, or would have effects. */
  private static boolean isLive(Object payload) {
    return payload instanceof AutoCloseable
        || payload instanceof Iterator<?>
        || payload instanceof Thread
        || payload instanceof Throwable;
  }

  private static ObjectNode marked(Object payload) {
    ObjectNode json = NODES.objectNode().put("type", "not_implemented");
    json.putArray("id").add(payload.getClass().getName());
    return json.put("repr", text(payload));
  }

  /** Returns a value's text, also if its {@code toString} throws. */
  static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return "(no text: toString threw " + broken.getClass().getName() + ")";
    }
  }

  /** Returns what a model's chunk adds to its text. */
  static String addedText(Object chunk) {
    try {
      return chunk instanceof EventPayload own ? own.toEventText() : text(chunk);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return text(chunk);
    }
  }
}
