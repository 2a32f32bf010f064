package dev.runnel.agent;

import dev.runnel.model.ToolCall;
import dev.runnel.tool.Tool;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a model is told of calls that were not run, or not as it wrote them. */
final class ToolTexts {
  static final String CANCELLED =
      "This call was cancelled before it had a result. It is not known what it has done.";

  static final String WAITING = "This call was not run: it waits for approval.";

  static final String UNANSWERED = "This call was never answered.";

  static final String CUT =
      "The answer reached its maximum length and was cut, so none of its calls was run. Call again,"
          + " with a shorter answer.";

  private ToolTexts() {}

  static String unknown(ToolCall call, Collection<Tool<?, ?, ?>> tools) {
    return "There is no tool '%s'. %s"
        .formatted(
            call.name(),
            tools.isEmpty()
                ? "There are no tools: answer in words."
                : tools.stream()
                    .map(tool -> tool.spec().name())
                    .collect(Collectors.joining(", ", "The tools are: ", ".")));
  }

  static String usedUp(ToolCall call, int limit) {
    return "This call was not run: the tool '%s' may be called %s times, and was. Do not call it again."
        .formatted(call.name(), limit);
  }

  static String lastTurn(int maxTurns) {
    return "This call was not run: the limit of %s turns is reached.".formatted(maxTurns);
  }

  static String tooMany(int max, int dropped) {
    return "At most %s calls of one answer are run. %s were not run, of which this is the first. Call fewer tools at once."
        .formatted(max, dropped);
  }

  static String rejected(String reason) {
    return "This call was refused, and was not run. Do not call it again unless you are asked to."
        + (reason.isBlank() ? "" : " The reason: " + reason);
  }

  static String edited(String arguments) {
    return "[This call was run with other arguments: " + arguments + "]\n";
  }
}
