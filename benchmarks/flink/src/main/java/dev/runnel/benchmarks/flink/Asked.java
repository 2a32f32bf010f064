package dev.runnel.benchmarks.flink;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;

/** The chain that is measured: a prompt, a model, its text. */
public interface Asked {
  /** Asks about a ticket. */
  @Prompt("What is this ticket about? {ticket}")
  ChatPrompt ask(String ticket);

  /** Answers after a while. */
  @StreamingStep
  ChatModel model();

  /** Takes the text out of the answer. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** From a ticket to an answer. */
  @Chain({"ask", "model", "text"})
  RunnableSequence<String, String, String> answer();
}
