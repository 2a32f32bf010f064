package dev.runnel.agent;

import dev.runnel.StepException;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.model.ToolChoice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an agent works, beside its model and tools. */
record AgentSettings(
    String name,
    int maxTurns,
    AtMaxTurns atMaxTurns,
    int maxParallel,
    int maxCallsPerAnswer,
    Map<String, Integer> maxCalls,
    @Nullable ToolChoice firstChoice,
    AgentText text,
    List<BeforeTurn> beforeTurns,
    @Nullable ResumedStates resumed) {
  static final AgentSettings DEFAULT =
      new AgentSettings(
          "Agent",
          10,
          AtMaxTurns.FAIL,
          8,
          64,
          Map.of(),
          null,
          AgentText.EVERY_TURN,
          List.of(),
          null);

  AgentSettings {
    checkAtLeastOne("maxTurns", maxTurns);
    checkAtLeastOne("maxParallel", maxParallel);
    checkAtLeastOne("maxCallsPerAnswer", maxCallsPerAnswer);
    maxCalls.forEach((tool, limit) -> checkAtLeastOne("maxCalls of '" + tool + "'", limit));
    maxCalls = Map.copyOf(maxCalls);
    beforeTurns = List.copyOf(beforeTurns);
  }

  private static void checkAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + ", but it must be at least 1.");
    }
  }

  /** Lets what prepares turns change one, each what those before it have made of it. */
  Turn prepared(Turn turn) {
    Turn prepared = turn;
    for (BeforeTurn before : beforeTurns) {
      prepared = prepared(before, prepared);
      Agent.checkNames(prepared.tools());
    }
    return prepared;
  }

  private static Turn prepared(BeforeTurn before, Turn turn) {
    try {
      return Objects.requireNonNull(
          before.prepare(turn),
          "What prepares a turn has returned null. Return the turn, changed or not.");
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new StepException("beforeTurn", checked);
    }
  }

  Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes settings. Not thread-safe. */
  static final class Builder {
    String name;
    int maxTurns;
    AtMaxTurns atMaxTurns;
    int maxParallel;
    int maxCallsPerAnswer;
    Map<String, Integer> maxCalls;
    @Nullable ToolChoice firstChoice;
    AgentText text;
    List<BeforeTurn> beforeTurns;
    @Nullable ResumedStates resumed;

    private Builder(AgentSettings settings) {
      name = settings.name;
      maxTurns = settings.maxTurns;
      atMaxTurns = settings.atMaxTurns;
      maxParallel = settings.maxParallel;
      maxCallsPerAnswer = settings.maxCallsPerAnswer;
      maxCalls = settings.maxCalls;
      firstChoice = settings.firstChoice;
      text = settings.text;
      beforeTurns = settings.beforeTurns;
      resumed = settings.resumed;
    }

    AgentSettings build() {
      return new AgentSettings(
          name,
          maxTurns,
          atMaxTurns,
          maxParallel,
          maxCallsPerAnswer,
          maxCalls,
          firstChoice,
          text,
          beforeTurns,
          resumed);
    }
  }
}
