package dev.runnel.micrometer;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import org.jspecify.annotations.Nullable;

/** What is known of a model's answer, as far as it has come. */
record ModelAnswer(AnswerInfo info, @Nullable String provider) {
  static ModelAnswer of(ObservedRun observed, @Nullable Object output, GenAi names) {
    AnswerInfo info = output instanceof AiMessage message ? message.info() : observed.info();
    @Nullable Object configured = observed.run().metadata().get(names.providerName);
    @Nullable String provider = info.provider();
    return new ModelAnswer(
        info, provider == null && configured != null ? configured.toString() : provider);
  }

  /** Leaves out what an answer tells of its end, since it has not come to that. */
  ModelAnswer unfinished() {
    return new ModelAnswer(info.withFinishReason(null, null).withUsage(null), provider);
  }
}
