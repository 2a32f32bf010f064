package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import lombok.Getter;
import lombok.NonNull;
import lombok.RequiredArgsConstructor;

/** Has a constructor and a component once Lombok has added them. */
@RequiredArgsConstructor
abstract class Countries {
  private final String suffix;

  @Getter(onMethod_ = @StreamingStep)
  private final ChatModel model;

  @Step
  Country country(@NonNull String name) {
    return new Country(name + suffix, 68);
  }

  @Prompt("Do {country.population} million live in {country.name}?")
  abstract ChatPrompt ask(Country country);

  @StreamingStep
  abstract ChatModel other();

  @Chain({"country", "ask", "getModel", "other"})
  abstract RunnableSequence<String, String, String> answer();
}
