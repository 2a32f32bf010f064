package dev.runnel.agent;

import dev.runnel.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a paused agent goes on with. Calls that are not decided go on waiting: the agent runs the
 * others, and pauses again.
 *
 * @param state where it stopped
 * @param decisions what becomes of calls that wait, by their ids, unmodifiable
 */
public record Resumption(PausedAgent state, Map<String, Decision> decisions) {
  /**
   * Checks that each decision is for a call that waits.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Resumption {
    decisions = Map.copyOf(decisions);
    List<String> waiting = state.asked().stream().map(ToolCall::id).toList();
    for (String id : decisions.keySet()) {
      if (!waiting.contains(id)) {
        throw new IllegalArgumentException(
            "There is a decision for call '%s', but the calls that wait are %s."
                .formatted(id, waiting));
      }
    }
  }

  /**
   * Makes the same decision for all calls that wait.
   *
   * @param state where the agent stopped
   * @param decision what becomes of them
   * @return the resumption
   */
  public static Resumption all(PausedAgent state, Decision decision) {
    return new Resumption(
        state, state.asked().stream().collect(Collectors.toMap(ToolCall::id, call -> decision)));
  }
}
