package dev.runnel.serve;

import dev.runnel.Accumulator;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a UI message stream of the AI SDK. Text and reasoning are parts that are opened and closed
 * as they come; a chunk that is neither text nor of a model becomes the part {@code data-chunk},
 * each in place of the one before. Fields without a value are left out, since null would fail the
 * stream.
 */
final class AiSdkEncoder implements RunEncoder<Object> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String NONE = "";

  private final String messageId;
  private final Accumulator<AiMessageChunk, AiMessage> pieces =
      AiMessageChunk.ofText("").accumulator();

  /** What is open: text, reasoning, or nothing. */
  private String open = NONE;

  private int parts;

  AiSdkEncoder(String messageId) {
    this.messageId = messageId;
  }

  @Override
  public void begin(StringBuilder out) {
    EventText.data(type("start").put("messageId", messageId), out);
    EventText.data(type("start-step"), out);
  }

  @Override
  public void item(Object item, StringBuilder out) {
    ChatChunk chunk = ChatChunk.of(item);
    pieces.add(chunk.piece());
    delta("reasoning", chunk.piece().reasoning(), out);
    delta("text", chunk.piece().text(), out);
    if (chunk.data() != null) {
      close(out);
      ObjectNode data = type("data-chunk").put("id", "chunk");
      data.set("data", chunk.data());
      EventText.data(data, out);
    }
  }

  private void delta(String kind, String text, StringBuilder out) {
    if (text.isEmpty()) {
      return;
    }
    if (!open.equals(kind)) {
      close(out);
      open = kind;
      parts++;
      EventText.data(type(kind + "-start").put("id", id()), out);
    }
    EventText.data(type(kind + "-delta").put("id", id()).put("delta", text), out);
  }

  private void close(StringBuilder out) {
    if (!open.equals(NONE)) {
      EventText.data(type(open + "-end").put("id", id()), out);
      open = NONE;
    }
  }

  private String id() {
    return Integer.toString(parts);
  }

  @Override
  public void end(StringBuilder out) {
    close(out);
    AiMessage answer = pieces.sum();
    for (ToolCall call : answer.toolCalls()) {
      ObjectNode json = type("tool-input-available");
      json.put("toolCallId", call.id()).put("toolName", call.name());
      json.set("input", input(call));
      EventText.data(json, out);
    }
    EventText.data(type("finish-step"), out);
    ObjectNode finish = type("finish").put("finishReason", finishReason(answer));
    TokenUsage usage = answer.usage();
    if (usage != null) {
      finish
          .putObject("messageMetadata")
          .putObject("usage")
          .put("inputTokens", usage.input())
          .put("outputTokens", usage.output())
          .put("totalTokens", usage.total());
    }
    EventText.data(finish, out);
    done(out);
  }

  /** Reads the arguments; what the model has not written well stays text. */
  private static JsonNode input(ToolCall call) {
    if (call.arguments().isBlank()) {
      return NODES.objectNode();
    }
    try {
      return MAPPER.readTree(call.arguments());
    } catch (JacksonException notJson) {
      return NODES.stringNode(call.arguments());
    }
  }

  private static String finishReason(AiMessage answer) {
    if (!answer.toolCalls().isEmpty()) {
      return "tool-calls";
    }
    FinishReason reason = answer.finishReason();
    if (reason == FinishReason.LENGTH) {
      return "length";
    }
    return reason == FinishReason.CONTENT_FILTER ? "content-filter" : "stop";
  }

  @Override
  public boolean failure(String message, StringBuilder out) {
    EventText.data(type("error").put("errorText", message), out);
    done(out);
    return true;
  }

  private static void done(StringBuilder out) {
    out.append("data: [DONE]\n\n");
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }
}
