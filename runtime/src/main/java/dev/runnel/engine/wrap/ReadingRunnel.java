package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import java.util.function.BiFunction;

/** A runnel that reads a stream in a way of its own, and is otherwise like another one. */
public final class ReadingRunnel<T, C, O> extends ForwardingRunnel<T, C, O>
    implements CustomStreamRunnel<T, C, O> {
  private final BiFunction<ChunkStream<T>, RunContext, ? extends ChunkStream<C>> opening;

  @SuppressWarnings("unchecked") // the other one is never opened, so what it takes is no matter
  public ReadingRunnel(
      CustomRunnel<?, C, O> like,
      BiFunction<ChunkStream<T>, RunContext, ? extends ChunkStream<C>> opening) {
    super((CustomRunnel<T, C, O>) like);
    this.opening = opening;
  }

  @Override
  public ChunkStream<C> open(T input, RunContext run) {
    return openStream(ChunkStream.of(input), run);
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return opening.apply(chunks, run);
  }

  @Override
  public CustomStreamRunnel<T, C, O> implementation() {
    return this;
  }
}
