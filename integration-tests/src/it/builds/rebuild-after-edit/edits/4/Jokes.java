package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;

/** Is edited between two builds. */
interface Jokes {
  @Step
  default String told(String topic) {
    return topic + " four";
  }

  @StreamingStep
  default String loud(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }

  @Chain({"told", "loud"})
  RunnableSequence<String, String, String> joke();
}
