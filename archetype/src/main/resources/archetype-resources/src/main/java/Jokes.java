package ${package};

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** A chain that tells jokes. */
public interface Jokes {

  /** Asks for a joke. */
  @Prompt("Tell me a short joke about {topic}")
  ChatPrompt ask(String topic);

  /** The model that answers: a constructor parameter of the generated class. */
  @StreamingStep
  ChatModel model();

  /** From a topic, streaming text, to the whole joke. */
  @Chain({"ask", "model"})
  TextChain<String> joke();
}
