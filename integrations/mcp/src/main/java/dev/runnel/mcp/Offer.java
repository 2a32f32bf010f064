package dev.runnel.mcp;

import dev.runnel.Runnel;
import dev.runnel.RunnelSchemas;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaViolation;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.InvalidRequestException;
import dev.runnel.serve.ServedChain;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolArgumentsException;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One tool as it is offered to clients.
 *
 * @param tool runs
 * @param output the schema of what it gives, as MCP wants it; null if it is not known or text
 */
record Offer(Tool<?, ?, ?> tool, @Nullable ObjectSchema output) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  Offer {
    String name = tool.spec().name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "MCP does not allow the tool name '"
              + name
              + "': it takes 1 to 128 letters, digits, '_', '-' and '.'.");
    }
  }

  String name() {
    return tool.spec().name();
  }

  static Offer of(Tool<?, ?, ?> tool) {
    return new Offer(tool, tool.schemas().map(Offer::output).orElse(null));
  }

  /**
   * Offers a chain.
   *
   * @throws IllegalArgumentException if there is no schema of its input
   */
  static <I, C, O> Offer of(ServedChain<I, C, O> chain, String description, ToolRules rules) {
    ChainInput<I> input = chain.input();
    JsonNode schema = input.schema();
    if (schema.isEmpty()) {
      throw new IllegalArgumentException(
          "What chain '"
              + chain.name()
              + "' takes has no schema, so no model knows how to call it: write @Chain(schemas ="
              + " true), or give ChainInput.of(schema, type).");
    }
    ObjectSchema parameters = ObjectSchema.of(schema, "input");
    ToolSpec spec = new ToolSpec(chain.name(), description, parameters.tree());
    ToolReader<JsonNode> arguments = ToolReader.of(spec, JsonNode.class);
    ToolReader<I> reader = call -> read(call, input, parameters.unwrapped(arguments.read(call)));
    Runnel<I, C, O> runnel = chain.chain();
    Tool<I, C, O> tool = Tool.ofCall(spec, reader, runnel::call);
    return new Offer(tool.withRules(rules), runnel.schemas().map(Offer::output).orElse(null));
  }

  private static <I> I read(ToolCall call, ChainInput<I> input, JsonNode json) {
    try {
      return input.read(json);
    } catch (InvalidRequestException unfit) {
      throw new ToolArgumentsException(
          call, List.of(new SchemaViolation(unfit.pointer(), unfit.reason())), unfit);
    }
  }

  private static @Nullable ObjectSchema output(RunnelSchemas schemas) {
    JsonSchema output = schemas.output();
    return output.toTree().path("type").asString("").equals("string")
        ? null
        : ObjectSchema.of(output.toTree(), "output");
  }

  /** Describes it to a client. */
  McpSchema.Tool described() {
    McpSchema.Tool.Builder builder =
        McpSchema.Tool.builder(name(), SdkJson.map(tool.spec().parameters()))
            .description(tool.spec().description());
    return output == null
        ? builder.build()
        : builder.outputSchema(SdkJson.map(output.tree())).build();
  }
}
