package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import java.util.function.Function;

/** Runs a runnel that is no chain, such as a model, as a chain of one step. */
final class RunnelPipeline<C> extends PassingPipeline<C> {
  private static final int RUNNEL = 0;

  private final Function<RunContext, ChunkStream<C>> opening;

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
    currentStep = RUNNEL;
    moveScope(RUNNEL);
    ChunkStream<C> opened = given(RUNNEL, opening.apply(scope.run()));
    lifetime.own(opened, RUNNEL);
    relay(RUNNEL, opened);
    mayStartAnew();
  }
}
