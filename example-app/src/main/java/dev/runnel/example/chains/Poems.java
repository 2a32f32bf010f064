package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;

/** Writes poems: a prompt, a model, and the text of what it answers. */
public interface Poems {
  /** Fills the template. */
  @Prompt("write a 2-line poem about {topic}")
  ChatPrompt ask(String topic);

  /** The model. */
  @StreamingStep
  ChatModel model();

  /** Takes the text out of each piece of the model's message. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** From a topic, streaming text, to the whole poem. */
  @Chain({"ask", "model", "text"})
  RunnableSequence<String, String, String> poem();
}
