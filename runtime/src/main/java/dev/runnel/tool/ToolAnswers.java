package dev.runnel.tool;

import dev.runnel.RunContext;
import dev.runnel.RunTimeoutException;
import dev.runnel.StepException;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.engine.stream.Failures;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers a model's calls by its tools. */
final class ToolAnswers {
  private ToolAnswers() {}

  static <I, O> ToolMessage answer(Tool<I, ?, O> tool, ToolCall call) {
    return answer(tool, call, input -> tool.byRules().invoke(input), () -> false);
  }

  static <I, C, O> ToolMessage answer(
      Tool<I, C, O> tool, ToolCall call, Consumer<? super C> progress) {
    ProgressReader<C> reader = new ProgressReader<>(progress);
    return answer(tool, call, input -> tool.byRules().stream(input, reader), reader::hasFailed);
  }

  private static <I, O> ToolMessage answer(
      Tool<I, ?, O> tool,
      ToolCall call,
      Function<I, ? extends O> running,
      BooleanSupplier readerHasFailed) {
    try {
      return tool.write(call, running.apply(tool.read(call)));
    } catch (Exception failure) {
      if (readerHasFailed.getAsBoolean() || isOver(failure)) {
        throw failure;
      }
      return tool.fail(call, failure);
    }
  }

  /** Tells whether not the tool has failed, but what called it is not wanted any more. */
  private static boolean isOver(Exception failure) {
    return RunContext.current().isCancelled() || Failures.isInterrupt(failure);
  }

  static ToolMessage fail(ToolCall call, Throwable failure, ToolRules rules) {
    if (failure instanceof ToolArgumentsException mistake && mistake.call().equals(call)) {
      return ToolResults.failure(call, mistake.reason(), rules);
    }
    Throwable cause =
        failure instanceof StepException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (rules.onFailure() == ToolFailure.END_RUN
        || rules.endsRun().stream().anyMatch(each -> each.isInstance(cause))) {
      throw thrown(call, failure);
    }
    return ToolResults.failure(call, told(call, cause, rules), rules);
  }

  private static String told(ToolCall call, Throwable cause, ToolRules rules) {
    String message = cause.getMessage();
    if (rules.onFailure() == ToolFailure.MESSAGE && message != null && !message.isBlank()) {
      return message;
    }
    String what = cause instanceof RunTimeoutException ? "took too long" : "failed";
    return "The tool '" + call.name() + "' " + what + ", and gave no result.";
  }

  private static RuntimeException thrown(ToolCall call, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new StepException(call.name(), (Exception) failure);
  }
}
