package dev.runnel.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows prompts, messages and documents in events, as LangChain serialises them. */
final class EventForms {
  /** Keeps every digit. */
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private EventForms() {}

  static Map<String, @Nullable Object> message(String type, String text) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("type", type);
    form.put("content", text);
    return form;
  }

  static Map<String, @Nullable Object> message(String type, ChatMessage message) {
    Map<String, @Nullable Object> form = message(type, message.text());
    List<Media> media = Parts.of(message.parts(), Media.class);
    if (!media.isEmpty()) {
      form.put("content", message.parts().stream().map(EventForms::part).toList());
    }
    return form;
  }

  /** Shows a part; of media no content, which may be large. */
  private static Map<String, @Nullable Object> part(MessagePart part) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    if (part instanceof Media media) {
      form.put("type", media.kind().name().toLowerCase(Locale.ROOT));
      form.put("mime_type", media.mimeType());
      form.put("name", media.name());
      form.put("source", media.source().toString());
    } else if (part instanceof TextPart text) {
      form.put("type", "text");
      form.put("text", text.text());
    } else {
      form.put("type", part.getClass().getSimpleName());
    }
    return form;
  }

  static Map<String, @Nullable Object> answer(ToolMessage message) {
    Map<String, @Nullable Object> form = message("tool", message.text());
    form.put("tool_call_id", message.callId());
    form.put("name", message.name());
    if (message.failed()) {
      form.put("status", "error");
    }
    return form;
  }

  static Map<String, @Nullable Object> answer(AiMessage message) {
    Map<String, @Nullable Object> form = message("ai", (ChatMessage) message);
    addReasoning(form, message.reasoning());
    addCalls(form, message.toolCalls());
    addEnd(form, message.usage(), message.finishReason());
    return form;
  }

  /** Writes a message as the sum of the chunks that it came in. */
  static Map<String, @Nullable Object> sum(AiMessage message) {
    Map<String, @Nullable Object> form = chunk(message.toChunk());
    addCalls(form, message.toolCalls());
    return form;
  }

  /** Adds the calls by their arguments, and apart from them those whose arguments are no object. */
  private static void addCalls(Map<String, @Nullable Object> form, List<ToolCall> toolCalls) {
    List<Object> calls = new ArrayList<>();
    List<Object> invalid = new ArrayList<>();
    for (ToolCall call : toolCalls) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("id", call.id());
      one.put("name", call.name());
      @Nullable JsonNode arguments = object(call.arguments());
      if (arguments != null) {
        one.put("args", arguments);
        calls.add(one);
      } else {
        one.put("args", call.arguments());
        one.put("error", "The arguments are no JSON object.");
        invalid.add(one);
      }
    }
    if (!calls.isEmpty()) {
      form.put("tool_calls", calls);
    }
    if (!invalid.isEmpty()) {
      form.put("invalid_tool_calls", invalid);
    }
  }

  /** Reads an object; a call without arguments has an empty one. */
  private static @Nullable JsonNode object(String arguments) {
    if (arguments.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode read = EXACT.readTree(arguments);
      return read.isObject() ? read : null;
    } catch (JacksonException noJson) {
      return null;
    }
  }

  static Map<String, @Nullable Object> chunk(AiMessageChunk chunk) {
    Map<String, @Nullable Object> form = message("AIMessageChunk", chunk.text());
    addReasoning(form, chunk.reasoning());
    if (!chunk.toolCalls().isEmpty()) {
      List<Object> calls = new ArrayList<>();
      for (ToolCallDelta delta : chunk.toolCalls()) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("index", delta.index());
        one.put("id", delta.id());
        one.put("name", delta.name());
        one.put("args", delta.arguments());
        calls.add(one);
      }
      form.put("tool_call_chunks", calls);
    }
    addEnd(form, chunk.usage(), chunk.finishReason());
    return form;
  }

  private static void addReasoning(Map<String, @Nullable Object> form, String reasoning) {
    if (!reasoning.isEmpty()) {
      form.put("reasoning_content", reasoning);
    }
  }

  private static void addEnd(
      Map<String, @Nullable Object> form,
      @Nullable TokenUsage usage,
      @Nullable FinishReason finishReason) {
    if (usage != null) {
      Map<String, Object> tokens = new LinkedHashMap<>();
      tokens.put("input_tokens", usage.input());
      tokens.put("output_tokens", usage.output());
      tokens.put("total_tokens", usage.total());
      form.put("usage_metadata", tokens);
    }
    if (finishReason != null) {
      String reason = finishReason.name().toLowerCase(Locale.ROOT);
      form.put("response_metadata", Map.of("finish_reason", reason));
    }
  }

  /** Shows an answer as the only one of the only prompt, as a model's result. */
  static Map<String, @Nullable Object> generations(AiMessage message, boolean streamed) {
    Map<String, @Nullable Object> generation = new LinkedHashMap<>();
    generation.put("text", message.text());
    generation.put("generation_info", null);
    generation.put("type", streamed ? "ChatGenerationChunk" : "ChatGeneration");
    generation.put("message", message.toEventPayload(streamed));
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("generations", List.of(List.of(generation)));
    form.put("llm_output", null);
    form.put("run", null);
    return form;
  }

  static Map<String, @Nullable Object> prompt(ChatPrompt prompt) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("type", "ChatPromptValue");
    form.put("messages", prompt.messages());
    return form;
  }

  /** Shows a prompt as the only one that a model reads. */
  static Map<String, Object> modelInput(ChatPrompt prompt) {
    return Collections.singletonMap("messages", List.of(prompt.messages()));
  }

  static Map<String, @Nullable Object> document(Document document) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("type", "Document");
    form.put("page_content", document.text());
    form.put("metadata", document.metadata());
    if (document.id() != null) {
      form.put("id", document.id());
    }
    return form;
  }
}
