package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.io.IOException;
import java.util.List;

/** What was compiled without a warning runs. */
public final class Check {
  private Check() {}

  /**
   * Throws where something is not as it should be.
   *
   * @param args none
   * @throws IOException never
   */
  public static void main(String[] args) throws IOException {
    ChatModel model = (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText("One day."));
    ChatModel broken =
        (prompt, run) -> {
          throw new IllegalStateException("broken");
        };
    Stories<Integer> stories = new StoriesRunnables<>("The end.", broken, model);
    check(stories.story().invoke("parrots"), List.of("One day.", "The end."));
    check(stories.count("parrots"), 9);
    check(stories.copy().invoke(List.of(1)), List.of(1));
    check(stories.drafted("text").join(), "text");
    Limericks limericks = new LimericksRunnables(model);
    check(limericks.limerick().invoke("parrots"), List.of("One day."));
    check(limericks.title("parrots"), "parrots: One day.");
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + " instead of " + expected);
    }
  }
}
