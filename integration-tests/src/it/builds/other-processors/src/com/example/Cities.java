package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** Speaks of types that three other processors make in the same build. */
abstract class Cities {
  private final CardMapperImpl mapper;

  Cities(CardMapperImpl mapper) {
    this.mapper = mapper;
  }

  @Step
  PersonBuilder mayor(String name) {
    return PersonBuilder.builder().name(name).age(41);
  }

  @Step
  AutoValue_City city(PersonBuilder mayor) {
    return new AutoValue_City("Lima", mayor.build());
  }

  @Step
  Person older(PersonBuilder.With person) {
    return person.withAge(42);
  }

  @Step
  Person person(City city) {
    return city.getMayor();
  }

  @Step
  Card card(@From("city") City city) {
    return mapper.toCard(city.getMayor());
  }

  @Prompt("Is {card.name} of {city.name} {older.age}?")
  abstract ChatPrompt ask(Card card, City city, Person older);

  @StreamingStep
  abstract ChatModel model();

  @Chain({"mayor", "city", "person", "older", "card", "ask", "model"})
  abstract RunnableSequence<String, String, String> answer();
}
