package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the chunks of another stream as they are.
 *
 * @param <C> the chunks
 */
abstract class PassingPipeline<C> extends RelayPipeline<C, C> {
  PassingPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  PassingPipeline(ChainPipeline<?> reader) {
    super(reader);
  }

  @Override
  protected final void onNext(C chunk) {
    at = CALLER;
    out.accept(chunk);
  }
}
