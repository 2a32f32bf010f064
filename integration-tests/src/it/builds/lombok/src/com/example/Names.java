package com.example;

import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.model.ChatPrompt;

/** Bears no annotation of Lombok's, but reads a getter that Lombok adds. */
interface Names {
  @Prompt("Who lives in {country.name}?")
  ChatPrompt ask(Country country);

  @Chain("ask")
  ChatPrompt asked(Country country);
}
