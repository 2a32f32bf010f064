package dev.runnel.benchmarks.gateway;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** The chain behind the gateway. */
interface Ask {
  @Prompt("{question}")
  ChatPrompt prompt(String question);

  @StreamingStep
  ChatModel model();

  @Chain({"prompt", "model"})
  TextChain<String> ask();
}
