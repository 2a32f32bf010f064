package dev.runnel.serve;

import dev.runnel.Accumulator;
import dev.runnel.event.EventPayload;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.StreamEvent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a run as events of AG-UI: the root's text and reasoning as messages, its data as state,
 * the runs below it as steps, and events of the author's own as custom ones. Fields without a value
 * are left out, since null would fail the stream.
 */
final class AgUiEncoder implements RunEncoder<StreamEvent> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NONE = "";
  private static final String TEXT = "TEXT_MESSAGE";
  private static final String REASONING = "REASONING_MESSAGE";

  private final String threadId;
  private final String clientRunId;
  private final UUID runId;
  private final Accumulator<AiMessageChunk, AiMessage> pieces =
      AiMessageChunk.ofText("").accumulator();
  private final Map<UUID, String> openSteps = new LinkedHashMap<>();

  /** The kind of message that is open, or nothing. */
  private String open = NONE;

  private int messages;

  AgUiEncoder(String threadId, String clientRunId, UUID runId) {
    this.threadId = threadId;
    this.clientRunId = clientRunId;
    this.runId = runId;
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
      ObjectNode json = type("CUSTOM").put("name", custom.name());
      json.set("value", EventPayload.toJson(custom.payload()));
      EventText.data(json, out);
    } else if (run.isRoot()) {
      if (event instanceof RunEvent.Chunk chunk) {
        chunk(chunk.chunk(), out);
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

  private void chunk(Object item, StringBuilder out) {
    ChatChunk chunk = ChatChunk.of(item);
    pieces.add(chunk.piece());
    delta(REASONING, "reasoning", chunk.piece().reasoning(), out);
    delta(TEXT, "assistant", chunk.piece().text(), out);
    JsonNode data = chunk.data();
    if (data != null) {
      ObjectNode snapshot = type("STATE_SNAPSHOT");
      snapshot.set("snapshot", data);
      EventText.data(snapshot, out);
    }
  }

  private void delta(String kind, String role, String text, StringBuilder out) {
    if (text.isEmpty()) {
      return;
    }
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
  public void end(StringBuilder out) {
    String textMessage = messages == 0 ? NONE : messageId();
    close(out);
    AiMessage answer = pieces.sum();
    for (ToolCall call : answer.toolCalls()) {
      call(call, textMessage, out);
    }
    Set.copyOf(openSteps.keySet()).forEach(id -> endStep(id, out));
    ObjectNode finished = run("RUN_FINISHED");
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

  private static void call(ToolCall call, String textMessage, StringBuilder out) {
    ObjectNode start =
        type("TOOL_CALL_START").put("toolCallId", call.id()).put("toolCallName", call.name());
    if (!textMessage.equals(NONE)) {
      start.put("parentMessageId", textMessage);
    }
    EventText.data(start, out);
    EventText.data(
        type("TOOL_CALL_ARGS").put("toolCallId", call.id()).put("delta", call.arguments()), out);
    EventText.data(type("TOOL_CALL_END").put("toolCallId", call.id()), out);
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
