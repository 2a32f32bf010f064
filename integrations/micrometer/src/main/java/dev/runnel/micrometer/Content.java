package dev.runnel.micrometer;

import dev.runnel.event.EventPayload;
import dev.runnel.event.Redaction;
import dev.runnel.event.Redactor;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatPrompt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what flows through models, tools and retrievers, if that is asked for. */
final class Content {
  private final GenAi names;
  private final @Nullable Redactor redactor;

  /**
   * Makes what tells of content.
   *
   * @param redaction maps or drops each payload; null to tell of none
   */
  Content(GenAi names, @Nullable Redaction redaction) {
    this.names = names;
    this.redactor = redaction == null ? null : new Redactor(redaction);
  }

  /** Tells whether it is asked for. */
  boolean isTold() {
    return redactor != null;
  }

  void ended(Attributes to, RunEvent.End event) {
    if (redactor == null) {
      return;
    }
    RunInfo run = event.run();
    @Nullable Object input = redacted(redactor, run, event.input());
    @Nullable Object output = redacted(redactor, run, event.output());
    switch (run.type()) {
      case CHAT_MODEL -> model(to, input, output);
      case TOOL -> {
        to.put(names.toolArguments, json(input));
        to.put(names.toolResult, json(output));
      }
      case RETRIEVER -> {
        to.put(names.retrievalQuery, input instanceof String query ? query : json(input));
        to.put(names.retrievalDocuments, json(output));
      }
      case CHAIN, PROMPT, LLM, PARSER -> {
        // The conventions have no attribute for what these read and give.
      }
    }
  }

  private void model(Attributes to, @Nullable Object input, @Nullable Object output) {
    if (input instanceof ChatPrompt prompt) {
      to.put(names.systemInstructions, GenAiMessages.system(prompt));
      to.put(names.inputMessages, GenAiMessages.input(prompt));
    } else {
      to.put(names.inputMessages, json(input));
    }
    to.put(
        names.outputMessages,
        output instanceof AiMessage answer ? GenAiMessages.output(answer) : json(output));
  }

  /** Returns what is told of a failure: without content, its class and where it was thrown. */
  Throwable failure(RunEvent.Failure event) {
    Throwable failure = event.failure();
    if (redactor == null) {
      return Redactor.withoutText(failure);
    }
    Optional<Object> told = redactor.redacted(event.run(), failure);
    if (told.isEmpty()) {
      return Redactor.withoutText(failure);
    }
    return told.get() instanceof Throwable other
        ? other
        : new RuntimeException(told.get().toString());
  }

  private static @Nullable Object redacted(
      Redactor redactor, RunInfo run, @Nullable Object payload) {
    return payload == null ? null : redactor.redacted(run, payload).orElse(null);
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : EventPayload.toJson(value).toString();
  }
}
