package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * The base of pipelines whose {@link #start} calls a step that emits all chunks before it returns.
 *
 * <p>A reader that pulls needs that call on another thread.
 *
 * @param <C> the chunks
 */
public abstract class EmittingPipeline<C> extends ChainPipeline<C> {
  /** Opens a run of a chain; the input is null if the chain reads a stream. */
  protected EmittingPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  /** Makes a part of a run, for the pipeline of that run which reads it and closes it. */
  protected EmittingPipeline(ChainPipeline<?> reader) {
    super(reader);
  }

  @Override
  final boolean pushes() {
    return true;
  }
}
