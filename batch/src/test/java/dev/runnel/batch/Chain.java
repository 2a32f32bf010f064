package dev.runnel.batch;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import java.util.Locale;
import java.util.function.Function;

/** A chain of one step, which is a function. */
record Chain<I, O>(String name, Function<I, O> body) implements CustomRunnel<I, O, O> {
  static Chain<String, String> shouting() {
    return new Chain<>("shout", text -> text.toUpperCase(Locale.ROOT));
  }

  @Override
  public ChunkStream<O> open(I input, RunContext run) {
    return ChunkStream.of(body.apply(input));
  }

  @Override
  public Whole<O, O> whole() {
    return Whole.last();
  }
}
