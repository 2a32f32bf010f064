package com.example.steps;

import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** Holds steps that another module makes chains of. */
public abstract class Steps {
  @Step
  protected String title(@Input String topic) {
    return "On " + topic;
  }

  @Prompt("{title}, for {reader}")
  protected abstract ChatPrompt ask(String title, String reader);

  @Step
  protected String signed(String title, String reader) {
    return title + " (for " + reader + ")";
  }

  @StreamingStep
  protected abstract ChatModel model();
}
