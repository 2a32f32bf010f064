package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives the chunks of a runnel that was put together at run time, and may work on several threads.
 *
 * @param <C> the chunks
 */
public abstract class CompositionPipeline<C> extends ChainPipeline<C> {
  private final OpenRun openRun = new OpenRun(scope);

  /** Opens a run of a composition. */
  protected CompositionPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  /** Returns the run, for what works for it on other threads. */
  protected final OpenRun openRun() {
    return openRun;
  }

  /** Takes over what must be closed with the run. */
  protected final void own(AutoCloseable source) {
    lifetime.own(source);
  }
}
