package dev.runnel.agent;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
import dev.runnel.Textual;
import dev.runnel.event.EventPayload;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that happens while an {@link Agent} works. The chunks add up to one {@link
 * AgentAnswer}, at any moment: also to that of an agent that was cancelled.
 *
 * <p>As text, a chunk is what it adds to what the agent says; most add nothing.
 *
 * <p>In one turn there come: pieces of the model's answer, and with them the calls that begin and
 * their arguments; the whole answer; what the tools do, side by side where they run in parallel;
 * the end of the turn.
 */
public sealed interface AgentChunk
    extends Additive<AgentChunk, AgentAnswer>, Textual, EventPayload {
  /**
   * Returns the turn in which it happens.
   *
   * @return which one, from 1
   */
  int turn();

  @Override
  default String text() {
    return "";
  }

  @Override
  default Accumulator<AgentChunk, AgentAnswer> accumulator() {
    return new AgentSum();
  }

  @Override
  default String toEventText() {
    return text();
  }

  /**
   * The next piece of the model's answer.
   *
   * @param turn the turn
   * @param piece the piece, as the model gave it
   * @param text what it adds to what the agent says
   */
  record ModelPiece(int turn, AiMessageChunk piece, String text) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("model_piece", turn, Map.of("piece", piece));
    }
  }

  /**
   * The model begins to write a call.
   *
   * @param turn the turn
   * @param number which of the answer's calls, from 0, in the order in which they begin
   * @param name the name of the tool
   */
  record CallBegun(int turn, int number, String name) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("call_begun", turn, Map.of("number", number, "name", name));
    }
  }

  /**
   * The model writes arguments of a call.
   *
   * <pre>{@code
   * arguments.draft().value("/city", String.class) // "Ro", and later "Rome"
   * }</pre>
   *
   * @param turn the turn
   * @param number which of the answer's calls, from 0, in the order in which they begin
   * @param name the name of the tool
   * @param piece the next bit of their JSON text
   * @param written what is written up to here
   */
  record CallArguments(int turn, int number, String name, String piece, WrittenArguments written)
      implements AgentChunk {
    /**
     * Returns what there is of the arguments after this piece. They are read when somebody asks.
     *
     * @return the draft; null while there is nothing, and where they are no JSON
     */
    public @Nullable Partial<JsonNode> draft() {
      return written.draft();
    }

    @Override
    public Object toEventPayload(boolean streamed) {
      return payload(
          "call_arguments", turn, Map.of("number", number, "name", name, "piece", piece));
    }
  }

  /**
   * The model's answer is complete.
   *
   * @param turn the turn
   * @param message the answer; a call without an id, or with one that was used before, has one of
   *     ours
   */
  record ModelAnswered(int turn, AiMessage message) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("model_answered", turn, Map.of("message", message));
    }
  }

  /**
   * A tool starts.
   *
   * @param turn the turn
   * @param call the call, with other arguments if somebody has edited them
   * @param input what the tool takes
   */
  record ToolStarted(int turn, ToolCall call, Object input) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("tool_started", turn, Map.of("call", call, "input", input));
    }
  }

  /**
   * A tool tells how it gets on.
   *
   * @param turn the turn
   * @param call the call, with other arguments if somebody has edited them
   * @param piece what it tells: the next of its chunks
   */
  record ToolProgress(int turn, ToolCall call, Object piece) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("tool_progress", turn, Map.of("call", call.id(), "piece", piece));
    }
  }

  /**
   * A tool is an agent, and waits for approval: its call has no result yet.
   *
   * @param turn the turn
   * @param call the call
   * @param state where the agent inside has stopped
   */
  record ToolPaused(int turn, ToolCall call, PausedAgent state) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("tool_paused", turn, Map.of("call", call.id(), "asked", state.asked()));
    }
  }

  /**
   * A call has its result; also one that was not run.
   *
   * @param turn the turn
   * @param call the call, with other arguments if somebody has edited them
   * @param result what the model is told
   * @param output what the tool gave, whole; null if it was not run, or has failed
   */
  record ToolEnded(int turn, ToolCall call, ToolMessage result, @Nullable Object output)
      implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("tool_ended", turn, Map.of("call", call.id(), "result", result));
    }
  }

  /**
   * A call waits for approval.
   *
   * @param turn the turn
   * @param call the call; the id of one inside of another agent has that of its call before it
   */
  record ApprovalAsked(int turn, ToolCall call) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("approval_asked", turn, Map.of("call", call));
    }
  }

  /**
   * The turn has ended, with a result for each call.
   *
   * @param turn the turn
   * @param finish how the agent ended; null if another turn follows
   * @param text what it adds to what the agent says
   */
  record TurnEnded(int turn, @Nullable AgentFinish finish, String text) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("turn_ended", turn, finish == null ? Map.of() : Map.of("finish", finish));
    }
  }

  /**
   * The agent stops, since calls wait for approval. Nothing follows.
   *
   * @param turn the turn
   * @param state where it stopped
   */
  record Paused(int turn, PausedAgent state) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("paused", turn, Map.of("asked", state.asked()));
    }
  }

  /**
   * The agent goes on where it stopped.
   *
   * @param turn the turn
   * @param state where it stopped
   */
  record Resumed(int turn, PausedAgent state) implements AgentChunk {
    @Override
    public Object toEventPayload(boolean streamed) {
      return payload("resumed", turn, Map.of());
    }
  }

  private static Map<String, Object> payload(String type, int turn, Map<String, Object> more) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", type);
    payload.put("turn", turn);
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> payload.put(entry.getKey(), entry.getValue()));
    return payload;
  }
}
