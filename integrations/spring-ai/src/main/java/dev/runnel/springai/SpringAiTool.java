package dev.runnel.springai;

import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import java.util.Objects;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.JsonNode;

/**
 * Makes tools of Runnel of Spring AI's, and back: of methods with its annotation, of MCP servers,
 * and of all else that Spring AI knows as a {@code ToolCallback}.
 *
 * <pre>{@code
 * Tool<JsonNode, String, String> tool = SpringAiTool.of(toolCallback);
 * }</pre>
 *
 * <p>The model's arguments are checked by the tool's schema before the tool is called. It is called
 * without a {@code ToolContext}. That it gives its result directly to the user is not known to
 * Runnel.
 *
 * <p>{@link #callback} is the other way, for a {@code ChatClient}:
 *
 * <pre>{@code
 * client.prompt("Rain in Rome?").toolCallbacks(SpringAiTool.callback(weather)).call().content();
 * }</pre>
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

  /**
   * Gives a tool of Runnel's to Spring AI. A call is answered as {@link Tool#answer} does, by the
   * tool's rules: what the model is told of arguments that do not fit, or of a failure, is a result
   * like others there.
   *
   * @param tool the tool
   * @return the tool for Spring AI
   * @throws IllegalArgumentException if the tool needs approval, for which Spring AI asks nobody
   */
  public static ToolCallback callback(Tool<?, ?, ?> tool) {
    Objects.requireNonNull(tool, "The tool is null.");
    if (tool.rules().approval()) {
      throw new IllegalArgumentException(
          "Tool '%s' needs approval, but Spring AI would call it without asking anybody. Give it to an agent of Runnel's, or take the rule away."
              .formatted(tool.spec().name()));
    }
    return new RunnelToolCallback(tool);
  }
}
