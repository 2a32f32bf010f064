package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Is made by Spring, with the language of that name and the model that comes first. */
public abstract class Translations {
  private final String language;

  /** Is not the one that Spring is to call. */
  protected Translations() {
    this("Klingon");
  }

  @Autowired
  protected Translations(@Qualifier("language") String language) {
    this.language = language;
  }

  String language() {
    return language;
  }

  @Prompt("Translate: {text}")
  abstract ChatPrompt ask(String text);

  @StreamingStep
  abstract ChatModel model();

  @Chain({"ask", "model"})
  public abstract RunnableSequence<String, String, String> translation();
}
