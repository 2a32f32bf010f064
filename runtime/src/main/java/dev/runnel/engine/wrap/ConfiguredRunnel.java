package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;

/** Is a runnel with a configuration laid under each of its runs. */
public record ConfiguredRunnel<I, C, O>(Runnel<I, C, O> runnel, RunConfig config)
    implements Runnel<I, C, O> {
  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return runnel.open(input, run);
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
