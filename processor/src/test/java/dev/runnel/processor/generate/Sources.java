package dev.runnel.processor.generate;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.Iterator;
import java.util.function.Function;

/** Makes components for chains under test. */
final class Sources {
  private Sources() {}

  /** Makes a component that gives text. */
  static Runnel<String, String, String> of(Function<String, Iterator<String>> chunks) {
    return new CustomRunnel<>() {
      @Override
      public ChunkStream<String> open(String input, RunContext run) {
        return ChunkStream.from(chunks.apply(input));
      }

      @Override
      public Whole<String, String> whole() {
        return Whole.text();
      }
    };
  }
}
