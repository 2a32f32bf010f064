package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;

/** The chain runs, each parameter bound by its name. */
public class Check {
  public static void main(String[] args) {
    Letters letters =
        new LettersRunnables((prompt, run) -> ChunkStream.of(AiMessageChunk.ofText(prompt.toString())));
    String letter = letters.letter().invoke("parrots");
    String signature = letters.signature("parrots");
    if (!letter.contains("On parrots, for readers of parrots")
        || !signature.equals("On parrots (for readers of parrots)")) {
      throw new AssertionError(letter + ", " + signature);
    }
  }
}
