package dev.runnel.springai;

import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import java.util.Objects;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.JsonNode;

/**
 * Makes tools of Runnel of Spring AI's: of methods with its annotation, of MCP servers, and of all
 * else that Spring AI knows as a {@code ToolCallback}.
 *
 * <pre>{@code
 * Tool<JsonNode, String, String> tool = SpringAiTool.of(toolCallback);
 * }</pre>
 *
 * <p>The model's arguments are checked by the tool's schema before the tool is called. It is called
 * without a {@code ToolContext}. That it gives its result directly to the user is not known to
 * Runnel.
 */
public final class SpringAiTool {
  private SpringAiTool() {}

  /**
   * Adapts a tool.
   *
   * @param callback the tool
   * @return the tool for Runnel
   */
  public static Tool<JsonNode, String, String> of(ToolCallback callback) {
    Objects.requireNonNull(callback, "The Spring AI tool is null.");
    ToolDefinition definition = callback.getToolDefinition();
    ToolSpec spec =
        ToolSpec.of(definition.name(), definition.description(), definition.inputSchema());
    return Tool.of(
        spec,
        arguments ->
            Objects.requireNonNull(
                callback.call(arguments.toString()),
                () -> "Spring AI's tool '" + spec.name() + "' gave null."));
  }
}
