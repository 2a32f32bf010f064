package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;

/** Tells jokes: a prompt, a model, and the text of what it answers. */
public interface Jokes {
  /** Fills the template; the compiler checks that {@code topic} is there. */
  @Prompt("tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  /** The model: a parameter of the generated class's constructor. */
  @StreamingStep
  ChatModel model();

  /** Takes the text out of each piece of the model's message. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** From a topic, streaming text, to the whole joke. */
  @Chain({"ask", "model", "text"})
  RunnableSequence<String, String, String> joke();
}
