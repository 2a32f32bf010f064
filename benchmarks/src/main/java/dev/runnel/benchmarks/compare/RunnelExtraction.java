package dev.runnel.benchmarks.compare;

import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;

/** An extraction with Runnel. */
interface RunnelExtraction {
  record Person(String name, int age, List<String> languages) {}

  @Prompt("Who is this? {text}")
  ChatPrompt ask(String text);

  @Step
  @Answer
  ChatModel model();

  @Chain({"ask", "model"})
  Person person(String text);

  static Person run(ChatModel model, String text) {
    return new RunnelExtractionRunnables(model).person(text);
  }
}
