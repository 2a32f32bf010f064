package dev.runnel.serve;

import dev.runnel.Textual;
import dev.runnel.annotations.RunType;
import dev.runnel.event.EventPayload;
import dev.runnel.event.RunEvent;
import dev.runnel.event.StreamEvent;
import dev.runnel.model.Citation;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a UI message stream of the AI SDK. Text and reasoning are parts that are opened and closed
 * as they come; a chunk that is neither text nor of a model becomes the part {@code data-chunk},
 * each in place of the one before. What retrievers find becomes sources, and an event of the
 * author's own a part that the page does not keep. Fields without a value are left out, since null
 * would fail the stream.
 */
final class AiSdkEncoder implements RunEncoder<StreamEvent>, AnswerWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String NONE = "";

  private final String messageId;
  private final AnswerReader answer;
  private final AiSdkSources sources = new AiSdkSources();

  /** What is open: text, reasoning, or nothing. */
  private String open = NONE;

  private int parts;

  private final boolean isResumed;
  private boolean isInStep;

  AiSdkEncoder(String messageId, String runId, RunApprovals approvals) {
    this.messageId = messageId;
    isResumed = approvals.isResumed();
    answer = new AnswerReader(this, runId, approvals);
  }

  @Override
  public void begin(StringBuilder out) {
    EventText.data(type("start").put("messageId", messageId), out);
    if (!isResumed) {
      startStep(out);
    }
  }

  private void startStep(StringBuilder out) {
    isInStep = true;
    EventText.data(type("start-step"), out);
  }

  private void finishStep(StringBuilder out) {
    close(out);
    if (isInStep) {
      isInStep = false;
      EventText.data(type("finish-step"), out);
    }
  }

  @Override
  public void nextTurn(StringBuilder out) {
    finishStep(out);
    startStep(out);
  }

  /** Writes the state as a part of the message, since a page sends its messages back. */
  @Override
  public void paused(List<Asked> asked, @Nullable ObjectNode token, StringBuilder out) {
    if (token == null) {
      return;
    }
    close(out);
    for (Asked one : asked) {
      EventText.data(
          of("tool-approval-request", one.call()).put("approvalId", one.approvalId()), out);
    }
    pausedAgent(token, out);
  }

  /** Takes the state out of the message: it has been used. */
  @Override
  public void resumed(StringBuilder out) {
    pausedAgent(NODES.objectNode().put("resumed", true), out);
  }

  private static void pausedAgent(ObjectNode token, StringBuilder out) {
    ObjectNode data = type(AiSdkDecisions.PART).put("id", "paused-agent");
    data.set("data", token);
    EventText.data(data, out);
  }

  @Override
  public void denied(Call call, ToolResult result, StringBuilder out) {
    EventText.data(of("tool-output-denied", call), out);
  }

  /** Text goes by as it comes; anything else stands as the tool's output until the next. */
  @Override
  public void progress(Call call, Object piece, StringBuilder out) {
    JsonNode shown = EventPayload.toJson(piece);
    if (piece instanceof String || piece instanceof Textual) {
      ObjectNode data = type("data-tool-progress").put("transient", true);
      data.putObject("data").put("toolCallId", call.id()).set("piece", shown);
      EventText.data(data, out);
    } else {
      ObjectNode output = of("tool-output-available", call).put("preliminary", true);
      output.set("output", shown);
      EventText.data(output, out);
    }
  }

  @Override
  public void item(StreamEvent item, StringBuilder out) {
    RunEvent event = item.source();
    if (event instanceof RunEvent.Custom custom) {
      ObjectNode data = type("data-" + custom.name()).put("transient", true);
      data.set("data", EventPayload.toJson(custom.payload()));
      EventText.data(data, out);
    } else if (event instanceof RunEvent.End end && end.run().type() == RunType.RETRIEVER) {
      sources.found(end.output(), out);
    } else if (event instanceof RunEvent.Chunk chunk && chunk.run().isRoot()) {
      answer.read(chunk.chunk(), out);
    }
  }

  @Override
  public void text(String text, StringBuilder out) {
    delta("text", text, out);
  }

  @Override
  public void reasoning(String text, StringBuilder out) {
    delta("reasoning", text, out);
  }

  private void delta(String kind, String text, StringBuilder out) {
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
  public void beginCall(Call call, StringBuilder out) {
    close(out);
    EventText.data(named("tool-input-start", call), out);
  }

  @Override
  public void callArguments(Call call, String delta, StringBuilder out) {
    EventText.data(of("tool-input-delta", call).put("inputTextDelta", delta), out);
  }

  @Override
  public void endCall(Call call, String arguments, StringBuilder out) {
    ObjectNode json;
    try {
      json = named("tool-input-available", call);
      json.set("input", arguments.isBlank() ? NODES.objectNode() : MAPPER.readTree(arguments));
    } catch (JacksonException notJson) {
      json = named("tool-input-error", call).put("input", arguments);
      json.put("errorText", "The model has not written these arguments in JSON.");
    }
    EventText.data(json, out);
  }

  @Override
  public void result(Call call, ToolResult result, StringBuilder out) {
    ObjectNode json = of(result.failed() ? "tool-output-error" : "tool-output-available", call);
    if (call.runBy() == RunBy.PROVIDER) {
      json.put("providerExecuted", true);
    }
    if (result.failed()) {
      json.put("errorText", result.text());
    } else {
      json.set("output", output(result.text()));
    }
    EventText.data(json, out);
  }

  /** Shows an object or a list as what it is, and anything else as text. */
  private static JsonNode output(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return MAPPER.readTree(text);
      } catch (JacksonException notJson) {
        return NODES.stringNode(text);
      }
    }
    return NODES.stringNode(text);
  }

  private static ObjectNode named(String type, Call call) {
    ObjectNode json = of(type, call).put("toolName", call.name());
    return call.runBy() == RunBy.PROVIDER ? json.put("providerExecuted", true) : json;
  }

  private static ObjectNode of(String type, Call call) {
    return type(type).put("toolCallId", call.id());
  }

  @Override
  public void citation(Citation citation, StringBuilder out) {
    sources.cited(citation, out);
  }

  @Override
  public void media(Media media, StringBuilder out) {
    close(out);
    String type = media.mimeType() == null ? "application/octet-stream" : media.mimeType();
    if (media.source() instanceof Media.Bytes bytes) {
      file(type, "data:" + type + ";base64," + bytes.base64(), out);
    } else if (media.source() instanceof Media.Address address) {
      file(type, address.uri().toString(), out);
    }
  }

  private static void file(String mediaType, String url, StringBuilder out) {
    EventText.data(type("file").put("url", url).put("mediaType", mediaType), out);
  }

  @Override
  public void data(Object chunk, StringBuilder out) {
    close(out);
    ObjectNode data = type("data-chunk").put("id", "chunk");
    data.set("data", EventPayload.toJson(chunk));
    EventText.data(data, out);
  }

  @Override
  public void end(StringBuilder out) {
    close(out);
    answer.end(out);
    finishStep(out);
    ObjectNode finish = type("finish").put("finishReason", finishReason());
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

  private String finishReason() {
    if (answer.asksForTools()) {
      return "tool-calls";
    }
    FinishReason reason = answer.info().finishReason();
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

  @Override
  public boolean stopped(String message, StringBuilder out) {
    close(out);
    EventText.data(type("abort").put("reason", message), out);
    done(out);
    return true;
  }

  @Override
  public String notResumable(String why) {
    StringBuilder out = new StringBuilder();
    ObjectNode data = type("data-not-resumable").put("transient", true);
    data.putObject("data").put("message", why);
    EventText.data(data, out);
    return out.toString();
  }

  private static void done(StringBuilder out) {
    out.append("data: [DONE]\n\n");
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }
}
