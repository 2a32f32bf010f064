package dev.runnel.tool;

import dev.runnel.CustomRunnel;
import dev.runnel.Runnel;
import dev.runnel.engine.wrap.ForwardingRunnel;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;

/**
 * A tool with retries, fallbacks, limits or a configuration, which another runnel has, or with
 * other rules.
 */
final class ToolOver<I, C, O> extends ForwardingRunnel<I, C, O> implements Tool<I, C, O> {
  private final Tool<I, C, O> tool;
  private final ToolRules rules;

  ToolOver(Runnel<I, C, O> runnel, Tool<I, C, O> tool, ToolRules rules) {
    super(runnel.implementation());
    this.tool = tool;
    this.rules = rules;
  }

  @Override
  public CustomRunnel<I, C, O> implementation() {
    return runnel();
  }

  @Override
  public ToolSpec spec() {
    return tool.spec();
  }

  @Override
  public ToolRules rules() {
    return rules;
  }

  @Override
  public I read(ToolCall call) {
    return tool.read(call);
  }

  @Override
  public ToolMessage write(ToolCall call, O output) {
    return rules.equals(tool.rules())
        ? tool.write(call, output)
        : ToolResults.write(call, output, rules);
  }
}
