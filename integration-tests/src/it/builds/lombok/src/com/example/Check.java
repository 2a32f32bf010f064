package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;

/** The chains see what Lombok has made. */
public class Check {
  public static void main(String[] args) {
    ChatModel echo = (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText(prompt.toString()));
    String answer = new CountriesRunnables("land", echo, echo).answer().invoke("Fin");
    check(answer, "Do 68 million live in Finland?");
    Country country = new BuildersRunnables().build("Peru");
    check(country.toString(), "Country(name=Peru, population=68)");
    check(new NamesRunnables().asked(country).toString(), "Who lives in Peru?");
  }

  private static void check(String actual, String expected) {
    if (!actual.contains(expected)) {
      throw new AssertionError(actual + " does not say " + expected);
    }
  }
}
