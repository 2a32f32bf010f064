package dev.runnel.event;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolMessage;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes payloads as JSON: messages, prompts and documents as LangChain serialises them, other
 * values as Jackson does. What cannot be written becomes its text, marked; nothing is thrown.
 */
final class PayloadJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 200;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  private PayloadJson() {}

  static JsonNode of(@Nullable Object payload) {
    return of(payload, 0);
  }

  /** Writes a value as the sum of what was streamed: a message is then one long chunk. */
  static JsonNode ofSum(@Nullable Object payload, boolean streamed) {
    return streamed && payload instanceof AiMessage message ? of(message.toChunk()) : of(payload);
  }

  private static JsonNode of(@Nullable Object payload, int depth) {
    if (payload == null) {
      return NODES.nullNode();
    }
    if (payload instanceof JsonNode node) {
      return node;
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
    if (payload instanceof AiMessageChunk chunk) {
      return chunk(chunk);
    }
    if (payload instanceof ChatMessage message) {
      return message(message);
    }
    if (payload instanceof ChatPrompt prompt) {
      return NODES.objectNode().put("type", "ChatPromptValue").set("messages", messages(prompt));
    }
    if (payload instanceof Document document) {
      return document(document, depth);
    }
    if (payload instanceof Optional<?> optional) {
      return of(optional.orElse(null), depth + 1);
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

  /** Tells whether to read a value would use it up, or would have effects. */
  private static boolean isLive(Object payload) {
    return payload instanceof AutoCloseable
        || payload instanceof Iterator<?>
        || payload instanceof Thread
        || payload instanceof Throwable;
  }

  private static ObjectNode chunk(AiMessageChunk chunk) {
    ObjectNode json = NODES.objectNode();
    json.put("type", "AIMessageChunk").put("content", chunk.text());
    addReasoning(json, chunk.reasoning());
    if (!chunk.toolCalls().isEmpty()) {
      ArrayNode calls = json.putArray("tool_call_chunks");
      for (ToolCallDelta delta : chunk.toolCalls()) {
        calls
            .addObject()
            .put("index", delta.index())
            .put("id", delta.id())
            .put("name", delta.name())
            .put("args", delta.arguments());
      }
    }
    addUsage(json, chunk.usage());
    return json;
  }

  private static ObjectNode message(ChatMessage message) {
    ObjectNode json = NODES.objectNode();
    json.put("type", typeOf(message)).put("content", message.text());
    if (message instanceof ToolMessage tool) {
      json.put("tool_call_id", tool.callId()).put("name", tool.name());
    }
    if (message instanceof AiMessage ai) {
      addReasoning(json, ai.reasoning());
      if (!ai.toolCalls().isEmpty()) {
        ArrayNode calls = json.putArray("tool_calls");
        for (ToolCall call : ai.toolCalls()) {
          calls
              .addObject()
              .put("id", call.id())
              .put("name", call.name())
              .put("args", call.arguments());
        }
      }
      addUsage(json, ai.usage());
    }
    return json;
  }

  private static String typeOf(ChatMessage message) {
    if (message instanceof AiMessage) {
      return "ai";
    }
    if (message instanceof SystemMessage) {
      return "system";
    }
    return message instanceof ToolMessage ? "tool" : "human";
  }

  private static void addReasoning(ObjectNode json, String reasoning) {
    if (!reasoning.isEmpty()) {
      json.put("reasoning_content", reasoning);
    }
  }

  private static void addUsage(ObjectNode json, @Nullable TokenUsage usage) {
    if (usage != null) {
      json.set("usage_metadata", MAPPER.valueToTree(usage));
    }
  }

  /** Writes the messages of a prompt. */
  static ArrayNode messages(ChatPrompt prompt) {
    ArrayNode messages = NODES.arrayNode();
    prompt.messages().forEach(message -> messages.add(message(message)));
    return messages;
  }

  private static ObjectNode document(Document document, int depth) {
    ObjectNode json = NODES.objectNode();
    json.put("type", "Document").put("page_content", document.text());
    json.set("metadata", of(document.metadata(), depth + 1));
    if (document.id() != null) {
      json.put("id", document.id());
    }
    return json;
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
}
