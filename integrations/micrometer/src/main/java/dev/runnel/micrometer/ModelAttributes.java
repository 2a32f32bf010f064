package dev.runnel.micrometer;

import dev.runnel.event.RunInfo;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.TokenUsage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what a model was asked for, and what is known of its answer, without any content. */
final class ModelAttributes {
  private static final double NANOS = 1e9;

  private final GenAi names;

  ModelAttributes(GenAi names) {
    this.names = names;
  }

  /** Returns the model that is asked for: the prompt says so, or the metadata of the run. */
  static @Nullable String requestModel(RunInfo run, @Nullable Object input, GenAi names) {
    if (input instanceof ChatPrompt prompt && prompt.options().model() != null) {
      return prompt.options().model();
    }
    @Nullable Object configured = run.metadata().get(names.requestModel);
    return configured == null ? null : configured.toString();
  }

  void request(Attributes to, RunInfo run, @Nullable Object input) {
    to.put(names.requestModel, requestModel(run, input, names));
    to.add(names.requestStream, run.streamed());
    if (input instanceof ChatPrompt prompt) {
      ChatOptions options = prompt.options();
      to.putDouble(names.requestTemperature, options.temperature());
      to.putDouble(names.requestTopP, options.topP());
      to.putDouble(names.requestTopK, options.topK());
      to.putLong(names.requestMaxTokens, options.maxTokens());
      to.putLong(names.requestSeed, options.seed());
      to.putDouble(names.requestPresencePenalty, options.presencePenalty());
      to.putDouble(names.requestFrequencyPenalty, options.frequencyPenalty());
      if (!options.stop().isEmpty()) {
        to.add(names.requestStopSequences, options.stop());
      }
    }
  }

  void response(ObservedRun observed, ModelAnswer answer) {
    Attributes to = observed.attributes();
    AnswerInfo info = answer.info();
    to.put(names.providerName, answer.provider());
    to.put(names.responseId, info.id());
    to.put(names.responseModel, info.model());
    @Nullable String reason = finishReason(info);
    if (reason != null) {
      to.add(names.responseFinishReasons, List.of(reason));
    }
    if (observed.run().streamed() && observed.times().hasChunk()) {
      to.add(names.responseTimeToFirstChunk, observed.times().toFirst() / NANOS);
    }
    @Nullable TokenUsage usage = info.usage();
    if (usage != null) {
      to.add(names.usageInputTokens, usage.input());
      to.add(names.usageOutputTokens, usage.output());
      positive(to, names.usageCacheRead, usage.cachedInput());
      positive(to, names.usageCacheCreation, usage.writtenInput());
      positive(to, names.usageReasoning, usage.reasoning());
    }
  }

  private static @Nullable String finishReason(AnswerInfo info) {
    if (info.rawFinishReason() != null) {
      return info.rawFinishReason();
    }
    return info.finishReason() == null ? null : info.finishReason().name().toLowerCase(Locale.ROOT);
  }

  private static void positive(Attributes to, String key, int tokens) {
    if (tokens > 0) {
      to.add(key, tokens);
    }
  }
}
