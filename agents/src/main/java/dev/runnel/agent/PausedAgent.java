package dev.runnel.agent;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import java.security.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where an {@link Agent} has stopped because calls wait for approval. Immutable.
 *
 * <p>Calls of the same answer that need none have run, and their results are here: none runs again.
 *
 * @param id tells this state from others: who wants a state to go on only once can note it
 * @param turn the turn in which the agent stopped
 * @param prompt the conversation before the answer whose calls wait
 * @param messages the new messages of the turns before
 * @param text what the agent said so far
 * @param answer the answer whose calls wait
 * @param results the results of those of its calls that have one
 * @param waiting those of its calls that wait
 * @param inside where the agents wait that others of its calls run, by the ids of these calls
 * @param runs how often each tool has run
 */
public record PausedAgent(
    String id,
    int turn,
    ChatPrompt prompt,
    List<ChatMessage> messages,
    String text,
    AiMessage answer,
    List<ToolMessage> results,
    List<ToolCall> waiting,
    Map<String, PausedAgent> inside,
    Map<String, Integer> runs) {
  /** Checks that nothing is null, and copies the lists. */
  public PausedAgent {
    Objects.requireNonNull(id, "A paused agent needs an id.");
    Objects.requireNonNull(prompt, "A paused agent needs the conversation.");
    Objects.requireNonNull(text, "An agent's text may be empty, but not null.");
    Objects.requireNonNull(answer, "A paused agent needs the answer whose calls wait.");
    messages = List.copyOf(messages);
    results = List.copyOf(results);
    waiting = List.copyOf(waiting);
    inside = Map.copyOf(inside);
    runs = Map.copyOf(runs);
  }

  /**
   * Returns all calls that wait, in the order of the answer's calls. The id of one that an agent
   * inside has asked for is {@code call/inner}: that of the call which runs the agent, and its own.
   *
   * @return the calls, for which there may be decisions; unmodifiable
   */
  public List<ToolCall> asked() {
    List<ToolCall> all = new ArrayList<>();
    for (ToolCall call : Histories.calls(answer)) {
      if (waiting.contains(call)) {
        all.add(call);
      }
      PausedAgent agent = inside.get(call.id());
      if (agent != null) {
        agent.asked().forEach(inner -> all.add(named(path(call.id()) + inner.id(), inner)));
      }
    }
    return List.copyOf(all);
  }

  private static ToolCall named(String id, ToolCall call) {
    return new ToolCall(id, call.name(), call.arguments(), false, call.extras());
  }

  private static String path(String callId) {
    return callId + CallIds.PATH;
  }

  /** Returns those decisions that are for this agent within a call. */
  Map<String, Decision> own(String callId, Map<String, Decision> decisions) {
    Map<String, Decision> own = new HashMap<>();
    for (ToolCall call : asked()) {
      Decision decision = decisions.get(path(callId) + call.id());
      if (decision != null) {
        own.put(call.id(), decision);
      }
    }
    return own;
  }

  /**
   * Writes the state as JSON, which another process can go on with. It holds the conversation and
   * the options of the prompt but the headers.
   *
   * @return JSON text, with the version of its format
   */
  public String toJson() {
    return StoredState.write(this, null);
  }

  /**
   * Writes the state as JSON, signed by HMAC-SHA256, for where others might change it. The
   * signature holds for the content, whatever the order of its keys.
   *
   * @param key signs
   * @return JSON text, with the version of its format
   */
  public String toJson(Key key) {
    return StoredState.write(this, key);
  }

  /**
   * Reads a state that is not signed.
   *
   * @param json the JSON text
   * @return the state
   * @throws PausedAgentException if it is none, of another version, or signed
   */
  public static PausedAgent fromJson(String json) {
    return StoredState.read(json, null);
  }

  /**
   * Reads a state, and checks its signature.
   *
   * @param json the JSON text
   * @param key the key that it was signed with
   * @return the state
   * @throws PausedAgentException if it is none, of another version, not signed, or was changed
   */
  public static PausedAgent fromJson(String json, Key key) {
    return StoredState.read(json, key);
  }
}
