package dev.runnel.spring.web;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** What the controllers stream. */
public interface Riddles {
  @Prompt("Ask a riddle about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  TextChain<String> riddle();
}
