package dev.runnel.example.flink;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** Labels tickets: what both jobs and the function of SQL run. */
public interface Labels {
  /**
   * What a ticket is about.
   *
   * @param topic in one word
   * @param urgency from 1, which can wait, to 3
   */
  record Label(String topic, int urgency) {}

  /** Asks for the label of a ticket. */
  @Prompt("Label this ticket of a customer: {ticket}")
  ChatPrompt ask(String ticket);

  /** Answers with a label that fits, or fails after three attempts. */
  @StreamingStep
  @Retry(attempts = 3)
  @Answer(Label.class)
  ChatModel model();

  /** From a ticket to its label. */
  @Chain({"ask", "model"})
  RunnableSequence<String, Label, Label> label();
}
