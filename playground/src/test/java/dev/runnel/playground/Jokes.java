package dev.runnel.playground;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** The chain that the tests serve. */
interface Jokes {
  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  TextChain<String> joke();
}
