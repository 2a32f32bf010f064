package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;

/** Is a runnel that reads a stream, with a configuration laid under each of its runs. */
public record ConfiguredStreamRunnel<T, C, O>(StreamRunnel<T, C, O> runnel, RunConfig config)
    implements StreamRunnel<T, C, O> {
  @Override
  public ChunkStream<C> open(T input, RunContext run) {
    return runnel.open(input, run);
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return runnel.openStream(chunks, run);
  }

  @Override
  public Whole<C, O> whole() {
    return runnel.whole();
  }

  @Override
  public String name() {
    return runnel.name();
  }

  @Override
  public Graph graph() {
    return Compositions.named(runnel, config);
  }

  @Override
  public RunType type() {
    return runnel.type();
  }
}
