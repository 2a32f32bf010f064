package dev.runnel.serve;

import dev.runnel.model.ChatOptions;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a client of OpenAI's asks of the model: its tools, and how it is to answer. */
final class OpenAiOptions {
  private OpenAiOptions() {}

  static ChatOptions read(ObjectNode body) {
    RequestObject request = new RequestObject(body, "");
    ChatOptions.Builder options = ChatOptions.builder().tools(tools(body));
    number(request, "temperature", options::temperature);
    number(request, "top_p", options::topP);
    number(request, "presence_penalty", options::presencePenalty);
    number(request, "frequency_penalty", options::frequencyPenalty);
    maxTokens(request, "max_tokens", options);
    maxTokens(request, "max_completion_tokens", options);
    request.wholeNumberIfAny("seed").ifPresent(options::seed);
    if (request.has("stop")) {
      options.stop(stop(request));
    }
    if (request.has("tool_choice")) {
      options.toolChoice(toolChoice(request));
    }
    if (request.has("parallel_tool_calls")) {
      options.parallelToolCalls(request.isTrue("parallel_tool_calls"));
    }
    request.textIfAny("reasoning_effort").ifPresent(effort -> reasoning(request, effort, options));
    if (request.has("response_format")) {
      options.responseFormat(responseFormat(request.object("response_format")));
    }
    return options.build();
  }

  private static void number(RequestObject request, String name, Consumer<Double> option) {
    request.numberIfAny(name).ifPresent(value -> taken(request, name, () -> option.accept(value)));
  }

  private static void maxTokens(RequestObject request, String name, ChatOptions.Builder options) {
    request
        .wholeNumberIfAny(name)
        .ifPresent(
            tokens ->
                taken(
                    request,
                    name,
                    () ->
                        options.maxTokens(
                            (int)
                                Math.max(Integer.MIN_VALUE, Math.min(tokens, Integer.MAX_VALUE)))));
  }

  private static void taken(RequestObject request, String name, Runnable option) {
    request.make(
        name,
        () -> {
          option.run();
          return name;
        });
  }

  private static List<String> stop(RequestObject request) {
    if (!(request.get("stop") instanceof ArrayNode list)) {
      return List.of(request.text("stop"));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list) {
      if (!one.isString()) {
        throw request.refused("stop", "'stop' must be a text or a list of texts.");
      }
      texts.add(one.stringValue());
    }
    return texts;
  }

  private static ToolChoice toolChoice(RequestObject request) {
    if (request.get("tool_choice") instanceof ObjectNode) {
      RequestObject function = request.object("tool_choice").object("function");
      return function.make("name", () -> ToolChoice.named(function.text("name")));
    }
    String choice = request.text("tool_choice");
    return switch (choice) {
      case "auto" -> ToolChoice.AUTO;
      case "none" -> ToolChoice.NONE;
      case "required" -> ToolChoice.REQUIRED;
      default ->
          throw request.refused(
              "tool_choice",
              "There is no choice '"
                  + choice
                  + "'; there are auto, none, required, or an object with a 'function'.");
    };
  }

  private static void reasoning(RequestObject request, String effort, ChatOptions.Builder options) {
    ReasoningOptions.Effort known =
        request.make(
            "reasoning_effort",
            () -> ReasoningOptions.Effort.valueOf(effort.toUpperCase(Locale.ROOT)));
    options.reasoning(ReasoningOptions.of(known));
  }

  private static ResponseFormat responseFormat(RequestObject format) {
    String type = format.text("type");
    return switch (type) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> ResponseFormat.JSON;
      case "json_schema" -> {
        RequestObject schema = format.object("json_schema");
        yield schema.make(
            "schema",
            () -> ResponseFormat.jsonSchema(schema.text("name"), schema.object("schema").json()));
      }
      default ->
          throw format.refused(
              "type",
              "There is no format '" + type + "'; there are text, json_object, json_schema.");
    };
  }

  /** Reads tools. OpenAI writes a tool around its function, AG-UI the function alone. */
  static List<ToolSpec> tools(ObjectNode body) {
    List<ToolSpec> tools = new ArrayList<>();
    for (RequestObject tool : new RequestObject(body, "").objects("tools")) {
      tools.add(spec(tool.has("function") ? tool.object("function") : tool));
    }
    return tools;
  }

  private static ToolSpec spec(RequestObject function) {
    String name = function.text("name");
    ObjectNode parameters =
        function.has("parameters") ? function.object("parameters").json() : noParameters();
    return function.make(
        "parameters",
        () -> new ToolSpec(name, function.textIfAny("description").orElse(""), parameters));
  }

  private static ObjectNode noParameters() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }
}
