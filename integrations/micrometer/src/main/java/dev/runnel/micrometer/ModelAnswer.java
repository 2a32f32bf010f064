package dev.runnel.micrometer;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import org.jspecify.annotations.Nullable;

/** What is known of a model's answer at the end of its run: little, if it did not end well. */
record ModelAnswer(AnswerInfo info, @Nullable String provider) {
  static ModelAnswer of(ObservedRun observed, @Nullable Object output, GenAi names) {
    AnswerInfo info = output instanceof AiMessage message ? message.info() : AnswerInfo.NONE;
    @Nullable Object configured = observed.run().metadata().get(names.providerName);
    @Nullable String provider = info.provider();
    return new ModelAnswer(
        info, provider == null && configured != null ? configured.toString() : provider);
  }
}
