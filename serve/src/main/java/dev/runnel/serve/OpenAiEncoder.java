package dev.runnel.serve;

import dev.runnel.Accumulator;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers as OpenAI's chat completions do. Tool calls are told when they are complete. */
final class OpenAiEncoder implements RunEncoder<Object> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final TokenUsage UNKNOWN = new TokenUsage(0, 0);

  private final String model;
  private final String id;
  private final boolean withUsage;
  private final long created;
  private final Accumulator<AiMessageChunk, AiMessage> pieces =
      AiMessageChunk.ofText("").accumulator();

  OpenAiEncoder(String model, UUID runId, boolean withUsage, long created) {
    this.model = model;
    this.id = "chatcmpl-" + runId;
    this.withUsage = withUsage;
    this.created = created;
  }

  @Override
  public void begin(StringBuilder out) {
    choice(NODES.objectNode().put("role", "assistant").put("content", ""), null, out);
  }

  @Override
  public void item(Object item, StringBuilder out) {
    ChatChunk chunk = ChatChunk.of(item);
    pieces.add(chunk.piece());
    if (!chunk.text().isEmpty()) {
      choice(NODES.objectNode().put("content", chunk.text()), null, out);
    }
  }

  @Override
  public void end(StringBuilder out) {
    AiMessage answer = pieces.sum();
    if (!answer.toolCalls().isEmpty()) {
      ObjectNode delta = NODES.objectNode();
      addCalls(delta, answer, true);
      choice(delta, null, out);
    }
    choice(NODES.objectNode(), finishReason(answer), out);
    if (withUsage) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage(answer));
      EventText.data(last, out);
    }
    out.append("data: [DONE]\n\n");
  }

  /** Without {@code [DONE]}: a client that reads on would take it for an answer that is whole. */
  @Override
  public boolean failure(String message, StringBuilder out) {
    ObjectNode error = NODES.objectNode();
    error.putObject("error").put("message", message).put("type", "server_error").putNull("code");
    EventText.data(error, out);
    return true;
  }

  private void choice(ObjectNode delta, @Nullable String finishReason, StringBuilder out) {
    ObjectNode chunk = head("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finishReason);
    if (withUsage) {
      chunk.putNull("usage");
    }
    EventText.data(chunk, out);
  }

  private ObjectNode head(String object) {
    return NODES
        .objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  /** Writes an answer that does not stream. */
  ObjectNode whole(AiMessage answer) {
    ObjectNode body = head("chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", answer.text()).putNull("refusal");
    if (!answer.toolCalls().isEmpty()) {
      addCalls(message, answer, false);
    }
    choice.putNull("logprobs").put("finish_reason", finishReason(answer));
    body.set("usage", usage(answer));
    return body;
  }

  private static void addCalls(ObjectNode message, AiMessage answer, boolean indexed) {
    ArrayNode calls = message.putArray("tool_calls");
    for (ToolCall call : answer.toolCalls()) {
      ObjectNode json = NODES.objectNode();
      if (indexed) {
        json.put("index", calls.size());
      }
      json.put("id", call.id()).put("type", "function");
      json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      calls.add(json);
    }
  }

  private static ObjectNode usage(AiMessage answer) {
    TokenUsage usage = answer.usage() == null ? UNKNOWN : answer.usage();
    return NODES
        .objectNode()
        .put("prompt_tokens", usage.input())
        .put("completion_tokens", usage.output())
        .put("total_tokens", usage.total());
  }

  private static String finishReason(AiMessage answer) {
    if (!answer.toolCalls().isEmpty()) {
      return "tool_calls";
    }
    FinishReason reason = answer.finishReason();
    if (reason == FinishReason.LENGTH) {
      return "length";
    }
    return reason == FinishReason.CONTENT_FILTER ? "content_filter" : "stop";
  }
}
