package dev.runnel.engine;

import dev.runnel.Runnel;

/** Gives the chunks of a component, as a part of a run. */
final class ComponentPart<I, C> extends PassingPipeline<C> {
  private final int step;
  private final Runnel<? super I, C, ?> component;
  private final I input;

  ComponentPart(ChainPipeline<?> reader, int step, Runnel<? super I, C, ?> component, I input) {
    super(reader);
    this.step = step;
    this.component = component;
    this.input = input;
  }

  @Override
  protected void start() {
    relay(step, open(step, component, input));
    mayStartAnew();
  }
}
