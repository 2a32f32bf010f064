package dev.runnel.spring.jokes;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.WithSchema;
import dev.runnel.model.ChatModel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Is not public, has a dependency that is no component, and names its bean and its model. */
@Component("puns")
abstract class Puns {
  /** Has a generated class of its own, which is no chain's. */
  @WithSchema
  record Pun(String text) {}

  private final String language;

  Puns(String language) {
    this.language = language;
  }

  @Step
  String ask(String topic) {
    return "Make a pun in " + language + " about " + topic;
  }

  @StreamingStep
  @Qualifier("second")
  abstract ChatModel model();

  @Chain({"ask", "model"})
  abstract TextChain<String> pun();
}
