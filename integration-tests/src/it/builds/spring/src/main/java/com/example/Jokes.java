package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import org.springframework.beans.factory.annotation.Qualifier;

/** An interface, so that its generated class has one constructor, and no annotation on it. */
public interface Jokes {
  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  @Qualifier("funny")
  ChatModel model();

  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> joke();
}
