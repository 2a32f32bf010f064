package dev.runnel.springai;

import dev.runnel.model.ToolSpec;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool that a model is told of, and that Runnel calls. */
record ToldTool(ToolSpec spec) implements ToolCallback {
  @Override
  public ToolDefinition getToolDefinition() {
    return RunnelToolCallback.definition(spec);
  }

  @Override
  public String call(String arguments) {
    throw new IllegalStateException(
        "Spring AI called the tool '%s' of a Runnel prompt, which only Runnel calls."
            .formatted(spec.name()));
  }
}
