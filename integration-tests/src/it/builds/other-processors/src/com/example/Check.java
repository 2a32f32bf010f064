package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;

/** The chain runs over what the other processors have made. */
public class Check {
  public static void main(String[] args) {
    Cities cities =
        new CitiesRunnables(
            new CardMapperImpl(),
            (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText(prompt.toString())));
    String answer = cities.answer().invoke("Ana");
    if (!answer.contains("Is Ana of Lima 42?")) {
      throw new AssertionError(answer);
    }
  }
}
