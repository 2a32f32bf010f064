package dev.runnel.kept;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;

/** Gives a text in pieces, as a component that a user has written. */
record Spelled() implements CustomRunnel<String, String, String> {
  @Override
  public ChunkStream<String> open(String text, RunContext run) {
    return ChunkStream.of(text.split("(?<= )"));
  }

  @Override
  public Whole<String, String> whole() {
    return Whole.text();
  }
}
