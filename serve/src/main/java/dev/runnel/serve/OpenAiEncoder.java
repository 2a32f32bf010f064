package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.Citation;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes answers as OpenAI's chat completions do. Only calls that the caller has to answer are
 * told: not those that a provider or an agent answers itself. What the model thinks is told as
 * {@code reasoning_content}, which is not OpenAI's but known to many clients.
 */
final class OpenAiEncoder implements RunEncoder<Object>, AnswerWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final TokenUsage UNKNOWN = new TokenUsage(0, 0);

  private final String model;
  private final String id;
  private final boolean withUsage;
  private final long created;
  private final AnswerReader answer;
  private final List<String> toldCalls = new ArrayList<>();
  private boolean hasText;

  /** Whether the next text is that of another turn, which an empty line keeps apart. */
  private boolean isNewTurn;

  OpenAiEncoder(String model, UUID runId, boolean withUsage, long created) {
    this.model = model;
    this.id = "chatcmpl-" + runId;
    this.answer = new AnswerReader(this, runId.toString(), RunApprovals.NONE);
    this.withUsage = withUsage;
    this.created = created;
  }

  @Override
  public void begin(StringBuilder out) {
    choice(NODES.objectNode().put("role", "assistant").put("content", ""), null, out);
  }

  @Override
  public void item(Object item, StringBuilder out) {
    answer.read(item, out);
  }

  @Override
  public void text(String text, StringBuilder out) {
    String apart = isNewTurn ? "\n\n" + text : text;
    isNewTurn = false;
    hasText = true;
    choice(NODES.objectNode().put("content", apart), null, out);
  }

  @Override
  public void reasoning(String text, StringBuilder out) {
    choice(NODES.objectNode().put("reasoning_content", text), null, out);
  }

  @Override
  public void refusal(String text, StringBuilder out) {
    choice(NODES.objectNode().put("refusal", text), null, out);
  }

  @Override
  public void beginCall(Call call, StringBuilder out) {
    if (call.runBy() == RunBy.CLIENT) {
      tell(call, out);
    }
  }

  @Override
  public void callArguments(Call call, String delta, StringBuilder out) {
    if (call.runBy() == RunBy.CLIENT) {
      arguments(call, delta, out);
    }
  }

  private void tell(Call call, StringBuilder out) {
    toldCalls.add(call.id());
    call(call, call(call.id(), call.name(), ""), out);
  }

  private void arguments(Call call, String delta, StringBuilder out) {
    ObjectNode json = NODES.objectNode();
    json.putObject("function").put("arguments", delta);
    call(call, json, out);
  }

  /** Leaves what waits for approval to the caller: there are no words for an approval. */
  @Override
  public void paused(List<Asked> asked, @Nullable ObjectNode token, StringBuilder out) {
    for (Asked one : asked) {
      tell(one.call(), out);
      arguments(one.call(), one.arguments(), out);
    }
  }

  @Override
  public void nextTurn(StringBuilder out) {
    isNewTurn = hasText;
  }

  private void call(Call call, ObjectNode json, StringBuilder out) {
    ObjectNode delta = NODES.objectNode();
    ObjectNode indexed = delta.putArray("tool_calls").addObject();
    indexed.put("index", toldCalls.indexOf(call.id()));
    indexed.setAll(json);
    choice(delta, null, out);
  }

  private static ObjectNode call(String id, String name, String arguments) {
    ObjectNode json = NODES.objectNode().put("id", id).put("type", "function");
    json.putObject("function").put("name", name).put("arguments", arguments);
    return json;
  }

  @Override
  public void endCall(Call call, String arguments, StringBuilder out) {}

  @Override
  public void result(Call call, ToolResult result, StringBuilder out) {}

  @Override
  public void citation(Citation citation, StringBuilder out) {}

  @Override
  public void media(Media media, StringBuilder out) {}

  @Override
  public void data(Object chunk, StringBuilder out) {
    text(ChatText.of(chunk), out);
  }

  @Override
  public void end(StringBuilder out) {
    answer.end(out);
    choice(
        NODES.objectNode(), finishReason(answer.asksForTools(), answer.info().finishReason()), out);
    if (withUsage) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage(answer.usage()));
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
  ObjectNode whole(AiMessage message) {
    ObjectNode body = head("chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode json = choice.putObject("message").put("role", "assistant");
    json.put("content", message.text());
    json.put("refusal", message.refusal().isEmpty() ? null : message.refusal());
    if (!message.reasoning().isEmpty()) {
      json.put("reasoning_content", message.reasoning());
    }
    ArrayNode calls = NODES.arrayNode();
    for (ToolCall call : message.toolCalls()) {
      if (!call.providerExecuted()) {
        String callId = call.id().isEmpty() ? "call-" + id + "-" + calls.size() : call.id();
        calls.add(call(callId, call.name(), call.arguments()));
      }
    }
    if (!calls.isEmpty()) {
      json.set("tool_calls", calls);
    }
    choice
        .putNull("logprobs")
        .put("finish_reason", finishReason(!calls.isEmpty(), message.finishReason()));
    body.set("usage", usage(message.usage()));
    return body;
  }

  private static ObjectNode usage(@Nullable TokenUsage told) {
    TokenUsage usage = told == null ? UNKNOWN : told;
    return NODES
        .objectNode()
        .put("prompt_tokens", usage.input())
        .put("completion_tokens", usage.output())
        .put("total_tokens", usage.total());
  }

  private static String finishReason(boolean asksForTools, @Nullable FinishReason reason) {
    if (asksForTools) {
      return "tool_calls";
    }
    if (reason == FinishReason.LENGTH) {
      return "length";
    }
    return reason == FinishReason.CONTENT_FILTER ? "content_filter" : "stop";
  }
}
