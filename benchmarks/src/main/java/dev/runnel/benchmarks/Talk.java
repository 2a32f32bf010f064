package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** A chain as most are: a prompt, a model, its text. */
interface Talk {
  @Prompt("Talk about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> talk();
}
