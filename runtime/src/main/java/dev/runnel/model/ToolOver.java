package dev.runnel.model;

import dev.runnel.CustomRunnel;
import dev.runnel.Runnel;
import dev.runnel.engine.wrap.ForwardingRunnel;

/** A tool with retries, fallbacks, limits or a configuration, which another runnel has. */
final class ToolOver<I, O> extends ForwardingRunnel<I, O, O> implements Tool<I, O> {
  private final Tool<I, O> tool;

  ToolOver(Runnel<I, O, O> runnel, Tool<I, O> tool) {
    super(runnel.implementation());
    this.tool = tool;
  }

  @Override
  public CustomRunnel<I, O, O> implementation() {
    return runnel();
  }

  @Override
  public ToolSpec spec() {
    return tool.spec();
  }

  @Override
  public Class<I> inputType() {
    return tool.inputType();
  }

  @Override
  public O execute(I input) {
    return invoke(input);
  }
}
