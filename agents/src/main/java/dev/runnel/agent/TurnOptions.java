package dev.runnel.agent;

import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ToolChoice;
import org.jspecify.annotations.Nullable;

/** Makes the options with which the model is asked in one turn. */
final class TurnOptions {
  private TurnOptions() {}

  static ChatOptions of(Turn turn, AgentSettings settings) {
    ChatOptions given = turn.prompt().options();
    if (turn.tools().isEmpty()) {
      return given;
    }
    ChatOptions.Builder options =
        given.toBuilder().tools(turn.tools().stream().map(tool -> tool.spec()).toList());
    ToolChoice choice = choice(turn.number(), given.toolChoice(), settings);
    return choice == null ? options.build() : options.toolChoice(choice).build();
  }

  private static @Nullable ToolChoice choice(
      int number, @Nullable ToolChoice given, AgentSettings settings) {
    if (number >= settings.maxTurns() && settings.atMaxTurns() == AtMaxTurns.ANSWER_WITHOUT_TOOLS) {
      return ToolChoice.NONE;
    }
    if (number == 1) {
      return settings.firstChoice() == null ? given : settings.firstChoice();
    }
    // A model may have been given a choice of its own, and one that forces would never end.
    return ToolChoice.NONE.equals(given) ? given : ToolChoice.AUTO;
  }
}
