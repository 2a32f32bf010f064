package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import java.util.Base64;

/** Shows a model a picture. */
public interface Pictures {
  /** A picture of 8 by 8 points: green. */
  byte[] GREEN =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mNQWuWCFTEMLQkA"
                  + "ic5EAeVU9/4AAAAASUVORK5CYII=");

  /** Finds the picture. */
  @Step
  default Media picture(@Input String question) {
    return Media.image(GREEN, "image/png");
  }

  /** Puts the picture behind the question. */
  @Prompt("{question}")
  ChatPrompt ask(@Input String question, Media picture);

  /** The model. */
  @StreamingStep
  ChatModel model();

  /** From a question, streaming text, to the whole answer. */
  @Chain({"picture", "ask", "model"})
  RunnableSequence<String, String, String> look();
}
