package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a runnel that is no chain, such as a model, as a chain of one step. */
final class RunnelPipeline<C> extends ChainPipeline<C> {
  private static final int RUNNEL = 0;

  private final Function<RunContext, ChunkStream<C>> opening;
  private @Nullable ChunkStream<C> source;

  RunnelPipeline(
      String name,
      RunType type,
      RunContext run,
      Object input,
      Function<RunContext, ChunkStream<C>> opening) {
    super(Plan.of(name, Plan.step(name).type(type)), run, input);
    this.opening = opening;
  }

  @Override
  protected void start() {
    at = RUNNEL;
    ChunkStream<C> opened = given(RUNNEL, opening.apply(scope.run()));
    resources.own(opened);
    restartable(RUNNEL, opened);
    source = opened;
  }

  @Override
  protected boolean advance() {
    ChunkStream<C> chunks = given(RUNNEL, source);
    at = RUNNEL;
    if (!chunks.hasNext()) {
      return false;
    }
    C chunk = given(RUNNEL, chunks.next());
    at = CALLER;
    out.accept(chunk);
    return true;
  }

  @Override
  protected void run() {
    ChunkStream<C> chunks = given(RUNNEL, source);
    at = RUNNEL;
    chunks.forEach(
        chunk -> {
          given(RUNNEL, chunk);
          at = CALLER;
          out.accept(chunk);
          comeTo(RUNNEL);
        });
  }
}
