package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;

/** Is edited between two builds. */
interface Jokes {
  @Step
  default String told(String topic) {
    return topic + " one";
  }

  @Chain("told")
  RunnableSequence<String, String, String> joke();

  /** Is gone after the first build. */
  interface Puns {
    @Step
    default String pun(String topic) {
      return "a pun on " + topic;
    }

    @Chain("pun")
    RunnableSequence<String, String, String> puns();
  }
}
