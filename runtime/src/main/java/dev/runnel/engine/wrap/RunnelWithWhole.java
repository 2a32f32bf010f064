package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;

/** Is a runnel whose chunks are added up by another rule. */
public record RunnelWithWhole<I, C, O>(Runnel<I, C, ?> runnel, Whole<C, O> whole)
    implements Runnel<I, C, O> {
  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return runnel.open(input, run);
  }

  @Override
  public String name() {
    return runnel.name();
  }

  @Override
  public Graph graph() {
    return runnel.graph();
  }

  @Override
  public RunType type() {
    return runnel.type();
  }

  @Override
  public RunConfig config() {
    return runnel.config();
  }
}
