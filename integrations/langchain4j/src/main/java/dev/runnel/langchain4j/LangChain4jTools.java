package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolFunction;
import dev.runnel.tool.ToolReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * LangChain4j's tools as Runnel's, and back. Thread-safe.
 *
 * <p>LangChain4j divides a tool in two: what describes it, and what executes requests. In its AI
 * services, a tool of Runnel's is the entry of a map:
 *
 * <pre>{@code
 * Map.of(
 *     LangChain4jTools.specification(weather),
 *     (request, memoryId) -> LangChain4jTools.answer(weather, request).text())
 * }</pre>
 */
public final class LangChain4jTools {
  private LangChain4jTools() {}

  /**
   * Makes a tool of LangChain4j's, such as one that its MCP client knows.
   *
   * <pre>{@code
   * Tool<?, ?, ?> search =
   *     LangChain4jTools.tool(specification, request -> client.executeTool(request).resultText());
   * }</pre>
   *
   * @param specification describes it
   * @param executor executes a request; the request has no id
   * @return the tool, which takes the arguments as JSON that its schema lets pass
   */
  public static Tool<JsonNode, String, String> tool(
      ToolSpecification specification, ToolFunction<ToolExecutionRequest, String> executor) {
    ToolSpec spec = spec(specification);
    return Tool.of(
        spec,
        ToolReader.of(spec, JsonNode.class),
        (JsonNode arguments) -> executor.call(request(spec.name(), arguments)));
  }

  /**
   * Makes Runnel's form of a description.
   *
   * @param specification LangChain4j's description
   * @return the same for Runnel
   */
  public static ToolSpec spec(ToolSpecification specification) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(specification.toJson());
    JsonNode parameters = json.get("parameters");
    return new ToolSpec(
        specification.name(),
        Responses.orEmpty(specification.description()),
        parameters instanceof ObjectNode given ? given : withoutParameters());
  }

  private static ObjectNode withoutParameters() {
    ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static ToolExecutionRequest request(String name, JsonNode arguments) {
    return ToolExecutionRequest.builder().name(name).arguments(arguments.toString()).build();
  }

  /**
   * Makes LangChain4j's description of a tool.
   *
   * @param tool the tool
   * @return the same for LangChain4j
   * @throws IllegalArgumentException if LangChain4j cannot pass on the schema of its arguments
   */
  public static ToolSpecification specification(Tool<?, ?, ?> tool) {
    return Requests.tool(tool.spec());
  }

  /**
   * Answers a request of LangChain4j's by a tool, as {@link Tool#answer} does.
   *
   * @param tool the tool
   * @param request the request
   * @return exactly one result, also where arguments do not fit, or the tool fails
   * @throws RuntimeException what ends the run: a failure that the rules except, or cancelling
   */
  public static ToolExecutionResultMessage answer(
      Tool<?, ?, ?> tool, ToolExecutionRequest request) {
    ToolCall call =
        new ToolCall(
            Responses.orEmpty(request.id()),
            request.name(),
            Responses.orEmpty(request.arguments()));
    return (ToolExecutionResultMessage) LangChain4jMessages.toLangChain4j(tool.answer(call));
  }
}
