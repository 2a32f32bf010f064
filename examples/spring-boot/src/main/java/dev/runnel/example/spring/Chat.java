package dev.runnel.example.spring;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** What the application does with a model. Its generated class is a bean. */
public interface Chat {
  @Prompt(system = "Answer in two sentences at most.", value = "{question}")
  ChatPrompt ask(String question);

  /** The model's bean: that of Spring AI, of LangChain4j, or one of the application's own. */
  @StreamingStep
  ChatModel model();

  /** From a question, streaming text, to the whole answer. */
  @Chain({"ask", "model"})
  TextChain<String> answer();
}
