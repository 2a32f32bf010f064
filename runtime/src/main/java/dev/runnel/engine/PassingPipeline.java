package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the chunks of another stream as they are.
 *
 * @param <C> the chunks
 */
public abstract class PassingPipeline<C> extends RelayPipeline<C, C> {
  public PassingPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  public PassingPipeline(ChainPipeline<?> reader) {
    super(reader);
  }

  public PassingPipeline(ChainPipeline<?> reader, AutoCloseable source) {
    super(reader, source);
  }

  @Override
  protected final void onNext(C chunk) {
    reader().accept(chunk);
  }
}
