package dev.runnel.springai;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** A tool of Runnel's that Spring AI calls. */
record RunnelToolCallback(Tool<?, ?, ?> tool) implements ToolCallback {
  static ToolDefinition definition(ToolSpec spec) {
    return ToolDefinition.builder()
        .name(spec.name())
        .description(spec.description())
        .inputSchema(spec.parameters().toString())
        .build();
  }

  @Override
  public ToolDefinition getToolDefinition() {
    return definition(tool.spec());
  }

  @Override
  public ToolMetadata getToolMetadata() {
    return ToolMetadata.builder().returnDirect(tool.rules().returnDirect()).build();
  }

  /** Answers a call as {@link Tool#answer} does: with what the model is told, also of a failure. */
  @Override
  public String call(String arguments) {
    ToolCall call = new ToolCall("", tool.spec().name(), arguments);
    return ToMessages.result(tool.answer(call)).responseData();
  }
}
