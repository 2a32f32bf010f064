package dev.runnel.serve;

import dev.runnel.event.EventPayload;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import dev.runnel.model.Citation;
import dev.runnel.model.Media;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolResult;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a run as events of AG-UI: the root's text and reasoning as messages, its data as state,
 * the runs below it as steps, and events of the author's own as custom ones. Fields without a value
 * are left out, since null would fail the stream.
 */
final class AgUiEncoder implements RunEncoder<StreamEvent>, AnswerWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NONE = "";
  private static final String TEXT = "TEXT_MESSAGE";
  private static final String REASONING = "REASONING_MESSAGE";

  private final String threadId;
  private final String clientRunId;
  private final UUID runId;
  private final AnswerReader answer;
  private final Map<UUID, String> openSteps = new LinkedHashMap<>();

  /** The kind of message that is open, or nothing. */
  private String open = NONE;

  private int messages;

  /** The text message that tool calls belong to, or nothing. */
  private String textMessage = NONE;

  private @Nullable JsonNode state;

  /** Whether each chunk is what the one before has become. */
  private boolean grows;

  /** What waits, as interrupts. */
  private final ArrayNode interrupts = NODES.arrayNode();

  /** Whether the client has an object as its state, to which a member can be added. */
  private boolean hasState;

  AgUiEncoder(AgUiRequest request, UUID runId, RunApprovals approvals) {
    this.threadId = request.threadId();
    this.clientRunId = request.runId();
    this.runId = runId;
    hasState = request.hasState();
    answer = new AnswerReader(this, runId.toString(), approvals);
  }

  @Override
  public void begin(StringBuilder out) {
    EventText.data(run("RUN_STARTED"), out);
  }

  @Override
  public void item(StreamEvent item, StringBuilder out) {
    RunEvent event = item.source();
    RunInfo run = event.run();
    if (event instanceof RunEvent.Custom custom) {
      custom(custom.name(), EventPayload.toJson(custom.payload()), out);
    } else if (run.isRoot()) {
      if (event instanceof RunEvent.Chunk chunk) {
        grows = run.cumulative();
        answer.read(chunk.chunk(), out);
      }
    } else if (event instanceof RunEvent.Start) {
      startStep(run, out);
    } else if (!(event instanceof RunEvent.Chunk)) {
      endStep(run.id(), out);
    }
  }

  /** Two runs of one name that are open at the same time are told apart by a number. */
  private void startStep(RunInfo run, StringBuilder out) {
    Set<String> taken = new HashSet<>(openSteps.values());
    String name = run.name();
    for (int number = 2; taken.contains(name); number++) {
      name = run.name() + ":" + number;
    }
    openSteps.put(run.id(), name);
    EventText.data(type("STEP_STARTED").put("stepName", name), out);
  }

  private void endStep(UUID id, StringBuilder out) {
    String name = openSteps.remove(id);
    if (name != null) {
      EventText.data(type("STEP_FINISHED").put("stepName", name), out);
    }
  }

  @Override
  public void text(String text, StringBuilder out) {
    delta(TEXT, "assistant", text, out);
    textMessage = messageId();
  }

  @Override
  public void reasoning(String text, StringBuilder out) {
    delta(REASONING, "reasoning", text, out);
  }

  /** Writes a document as the state: whole at first, then what has changed. */
  @Override
  public void data(Object chunk, StringBuilder out) {
    if (chunk instanceof JsonPatch patch) {
      state("STATE_DELTA", "delta", patch.toJson(), out);
      return;
    }
    JsonNode now = EventPayload.toJson(chunk);
    JsonNode before = state;
    if (before == null || !grows) {
      hasState = now.isObject();
      state("STATE_SNAPSHOT", "snapshot", now, out);
    } else {
      ArrayNode patch = StatePatch.between(before, now);
      if (!patch.isEmpty()) {
        state("STATE_DELTA", "delta", patch, out);
      }
    }
    state = now;
  }

  private static void state(String type, String name, JsonNode value, StringBuilder out) {
    ObjectNode event = type(type);
    event.set(name, value);
    EventText.data(event, out);
  }

  private void delta(String kind, String role, String text, StringBuilder out) {
    if (!open.equals(kind)) {
      close(out);
      open = kind;
      messages++;
      if (kind.equals(REASONING)) {
        EventText.data(message("REASONING_START"), out);
      }
      EventText.data(message(kind + "_START").put("role", role), out);
    }
    EventText.data(message(kind + "_CONTENT").put("delta", text), out);
  }

  private void close(StringBuilder out) {
    if (open.equals(NONE)) {
      return;
    }
    EventText.data(message(open + "_END"), out);
    if (open.equals(REASONING)) {
      EventText.data(message("REASONING_END"), out);
    }
    open = NONE;
  }

  @Override
  public void beginCall(Call call, StringBuilder out) {
    close(out);
    ObjectNode start = of("TOOL_CALL_START", call).put("toolCallName", call.name());
    if (!textMessage.equals(NONE)) {
      start.put("parentMessageId", textMessage);
    }
    EventText.data(start, out);
  }

  @Override
  public void callArguments(Call call, String delta, StringBuilder out) {
    EventText.data(of("TOOL_CALL_ARGS", call).put("delta", delta), out);
  }

  @Override
  public void endCall(Call call, String arguments, StringBuilder out) {
    EventText.data(of("TOOL_CALL_END", call), out);
  }

  /** Writes a result; what the model says then is another message. */
  @Override
  public void result(Call call, ToolResult result, StringBuilder out) {
    close(out);
    textMessage = NONE;
    EventText.data(
        of("TOOL_CALL_RESULT", call)
            .put("messageId", call.id() + "-result")
            .put("content", result.text())
            .put("role", "tool"),
        out);
  }

  @Override
  public void progress(Call call, Object piece, StringBuilder out) {
    ObjectNode progress = NODES.objectNode().put("toolCallId", call.id());
    progress.set("piece", EventPayload.toJson(piece));
    custom("tool-progress", progress, out);
  }

  @Override
  public void nextTurn(StringBuilder out) {
    close(out);
    textMessage = NONE;
  }

  /** Writes the state of the agent into that of the client, which comes back with each request. */
  @Override
  public void paused(List<Asked> asked, @Nullable ObjectNode token, StringBuilder out) {
    if (token == null) {
      return;
    }
    close(out);
    for (Asked one : asked) {
      ObjectNode interrupt =
          interrupts
              .addObject()
              .put("id", one.approvalId())
              .put("reason", "tool_call")
              .put("message", "May " + one.call().name() + " run?")
              .put("toolCallId", one.call().id());
      interrupt.set("responseSchema", AgUiRequest.RESPONSE.deepCopy());
    }
    if (hasState) {
      ObjectNode add = NODES.objectNode().put("op", "add").put("path", AgUiRequest.PAUSED_POINTER);
      add.set("value", token);
      state("STATE_DELTA", "delta", NODES.arrayNode().add(add), out);
    } else {
      ObjectNode snapshot = NODES.objectNode();
      snapshot.set(AgUiRequest.PAUSED, token);
      state("STATE_SNAPSHOT", "snapshot", snapshot, out);
    }
  }

  @Override
  public void resumed(StringBuilder out) {
    ObjectNode remove =
        NODES.objectNode().put("op", "remove").put("path", AgUiRequest.PAUSED_POINTER);
    state("STATE_DELTA", "delta", NODES.arrayNode().add(remove), out);
  }

  private static ObjectNode of(String type, Call call) {
    return type(type).put("toolCallId", call.id());
  }

  @Override
  public void citation(Citation citation, StringBuilder out) {
    if (citation.url() != null) {
      ObjectNode source = NODES.objectNode().put("url", citation.url());
      if (citation.title() != null) {
        source.put("title", citation.title());
      }
      custom("source", source, out);
    }
  }

  @Override
  public void media(Media media, StringBuilder out) {
    if (media.source() instanceof Media.Bytes bytes) {
      String type = media.mimeType() == null ? "application/octet-stream" : media.mimeType();
      custom("file", file(type, "data:" + type + ";base64," + bytes.base64()), out);
    } else if (media.source() instanceof Media.Address address) {
      custom("file", file(media.mimeType(), address.uri().toString()), out);
    }
  }

  private static ObjectNode file(@Nullable String mimeType, String url) {
    ObjectNode file = NODES.objectNode().put("url", url);
    return mimeType == null ? file : file.put("mimeType", mimeType);
  }

  private static void custom(String name, JsonNode value, StringBuilder out) {
    ObjectNode json = type("CUSTOM").put("name", name);
    json.set("value", value);
    EventText.data(json, out);
  }

  @Override
  public void end(StringBuilder out) {
    close(out);
    answer.end(out);
    Set.copyOf(openSteps.keySet()).forEach(id -> endStep(id, out));
    ObjectNode finished = run("RUN_FINISHED");
    if (!interrupts.isEmpty()) {
      finished.putObject("outcome").put("type", "interrupt").set("interrupts", interrupts);
    }
    TokenUsage usage = answer.usage();
    if (usage != null) {
      finished
          .putArray("usage")
          .addObject()
          .put("inputTokens", usage.input())
          .put("outputTokens", usage.output())
          .put("totalTokens", usage.total());
    }
    EventText.data(finished, out);
  }

  /** May come while messages and steps are open. */
  @Override
  public boolean failure(String message, StringBuilder out) {
    EventText.data(type("RUN_ERROR").put("message", message), out);
    return true;
  }

  private ObjectNode run(String type) {
    return type(type).put("threadId", threadId).put("runId", clientRunId);
  }

  private ObjectNode message(String type) {
    return type(type).put("messageId", messageId());
  }

  private String messageId() {
    return runId + "-" + messages;
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }
}
