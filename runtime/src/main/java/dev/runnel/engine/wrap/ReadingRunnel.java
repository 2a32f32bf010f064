package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.function.BiFunction;

/** Is the form of a runnel that reads a stream. */
public record ReadingRunnel<T, C, O>(
    Runnel<?, C, O> like, BiFunction<ChunkStream<T>, RunContext, ? extends ChunkStream<C>> opening)
    implements StreamRunnel<T, C, O> {
  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return opening.apply(chunks, run);
  }

  @Override
  public Whole<C, O> whole() {
    return like.whole();
  }

  @Override
  public String name() {
    return like.name();
  }

  @Override
  public Graph graph() {
    return like.graph();
  }

  @Override
  public RunType type() {
    return like.type();
  }
}
