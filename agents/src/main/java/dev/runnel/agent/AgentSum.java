package dev.runnel.agent;

import dev.runnel.Accumulator;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageAccumulator;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ToolMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what has happened in the run of an agent. At any moment the sum has a history in which
 * each call has its result. Not thread-safe.
 */
final class AgentSum implements Accumulator<AgentChunk, AgentAnswer> {
  /** The messages of the turns that have ended. */
  private final List<ChatMessage> ended = new ArrayList<>();

  private final StringBuilder text = new StringBuilder();

  /** The pieces of an answer that is not complete. */
  private final List<AiMessageChunk> pieces = new ArrayList<>();

  /** The answer whose calls are being answered. */
  private @Nullable AiMessage open;

  private final Map<String, ToolMessage> results = new LinkedHashMap<>();

  /** How often each tool has run. */
  private final Map<String, Integer> runs = new HashMap<>();

  /** Where agents inside wait, by the ids of their calls. */
  private final Map<String, PausedAgent> inside = new LinkedHashMap<>();

  private AgentFinish finish = AgentFinish.UNFINISHED;
  private @Nullable PausedAgent paused;

  @Override
  public void add(AgentChunk chunk) {
    text.append(chunk.text());
    if (chunk instanceof AgentChunk.ModelPiece piece) {
      pieces.add(piece.piece());
    } else if (chunk instanceof AgentChunk.ModelAnswered answered) {
      open = answered.message();
      pieces.clear();
    } else if (chunk instanceof AgentChunk.ToolStarted start) {
      if (inside.remove(start.call().id()) == null) {
        runs.merge(start.call().name(), 1, Integer::sum);
      }
    } else if (chunk instanceof AgentChunk.ToolPaused stop) {
      inside.put(stop.call().id(), stop.state());
    } else if (chunk instanceof AgentChunk.ToolEnded result) {
      inside.remove(result.call().id());
      results.put(result.call().id(), result.result());
    } else if (chunk instanceof AgentChunk.TurnEnded end) {
      endTurn(end);
    } else if (chunk instanceof AgentChunk.Paused stop) {
      finish = AgentFinish.PAUSED;
      paused = stop.state();
    } else if (chunk instanceof AgentChunk.Resumed start) {
      goOn(start.state());
    }
  }

  private void endTurn(AgentChunk.TurnEnded end) {
    ended.addAll(openTurn(ToolTexts.CANCELLED));
    open = null;
    results.clear();
    inside.clear();
    finish = end.finish() == null ? AgentFinish.UNFINISHED : end.finish();
  }

  private void goOn(PausedAgent state) {
    ended.addAll(state.messages());
    text.append(state.text());
    open = state.answer();
    runs.putAll(state.runs());
    inside.putAll(state.inside());
    state.results().forEach(result -> results.put(result.callId(), result));
  }

  /** Returns the messages of the turns that have ended. */
  List<ChatMessage> ended() {
    return List.copyOf(ended);
  }

  /** Returns the results of the turn that goes on, by the ids of their calls. */
  Map<String, ToolMessage> results() {
    return results;
  }

  /** Returns how often each tool has run. */
  Map<String, Integer> runs() {
    return runs;
  }

  /** Returns where agents inside wait, by the ids of their calls. */
  Map<String, PausedAgent> inside() {
    return inside;
  }

  String text() {
    return text.toString();
  }

  @Override
  public AgentAnswer sum() {
    List<ChatMessage> all = new ArrayList<>(ended);
    all.addAll(openTurn(finish == AgentFinish.PAUSED ? ToolTexts.WAITING : ToolTexts.CANCELLED));
    if (!pieces.isEmpty()) {
      addCutAnswer(all);
    }
    return new AgentAnswer(text.toString(), all, finish, paused);
  }

  /** Returns the answer whose calls are being answered, with a result for each of them. */
  private List<ChatMessage> openTurn(String reason) {
    return open == null ? List.of() : Histories.answered(open, results, reason);
  }

  /** Of an answer that breaks off only the text is kept: its calls and signatures are not whole. */
  private void addCutAnswer(List<ChatMessage> all) {
    AiMessageAccumulator sum = new AiMessageAccumulator();
    pieces.forEach(sum::add);
    String said = sum.sum().text();
    if (!said.isBlank()) {
      all.add(ChatMessage.ai(said));
    }
  }
}
