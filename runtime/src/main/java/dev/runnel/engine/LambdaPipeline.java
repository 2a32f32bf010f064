package dev.runnel.engine;

import dev.runnel.RunContext;
import java.util.concurrent.Callable;

/**
 * Gives what one call gives, as one chunk.
 *
 * @param <C> the chunk
 */
public final class LambdaPipeline<C> extends ChainPipeline<C> {
  private static final int BODY = 0;

  private final Callable<? extends C> body;

  /**
   * Makes the pipeline of one run.
   *
   * @param name what it is called in errors
   * @param run the run
   * @param input the run's input
   * @param body is called once, when the chunk is asked for
   */
  public LambdaPipeline(String name, RunContext run, Object input, Callable<? extends C> body) {
    super(Plan.of(name, Plan.step(name).type(run.type())), run, input);
    this.body = body;
  }

  @Override
  protected void start() {}

  @Override
  protected boolean advance() throws Exception {
    currentStep = BODY;
    C chunk = given(BODY, body.call());
    reader().accept(chunk);
    return false;
  }
}
