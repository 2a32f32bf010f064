package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes LangChain4j's requests of prompts. */
final class Requests {
  private Requests() {}

  static ChatRequest of(ChatPrompt prompt) {
    return ChatRequest.builder()
        .messages(prompt.messages().stream().map(LangChain4jMessages::toLangChain4j).toList())
        .parameters(parameters(prompt.options()).build())
        .build();
  }

  private static DefaultChatRequestParameters.Builder<?> parameters(ChatOptions options) {
    DefaultChatRequestParameters.Builder<?> parameters = DefaultChatRequestParameters.builder();
    if (options.temperature() != null) {
      parameters.temperature(options.temperature());
    }
    if (options.maxTokens() != null) {
      parameters.maxOutputTokens(options.maxTokens());
    }
    if (!options.stop().isEmpty()) {
      parameters.stopSequences(options.stop());
    }
    if (options.responseFormat() != null) {
      parameters.responseFormat(format(options.responseFormat()));
    }
    if (!options.tools().isEmpty()) {
      parameters.toolSpecifications(options.tools().stream().map(Requests::tool).toList());
    }
    return parameters;
  }

  private static ResponseFormat format(dev.runnel.model.ResponseFormat format) {
    if (format instanceof dev.runnel.model.ResponseFormat.JsonSchema schema) {
      return ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(
              JsonSchema.builder().name(schema.name()).rootElement(root(schema.schema())).build())
          .build();
    }
    return format instanceof dev.runnel.model.ResponseFormat.Json
        ? ResponseFormat.JSON
        : ResponseFormat.TEXT;
  }

  private static JsonSchemaElement root(JsonNode schema) {
    try {
      return tool("root", "", schema).parameters();
    } catch (IllegalArgumentException notInLangChain4jsSubset) {
      // Some providers take any schema as it is.
      return JsonRawSchema.from(schema.toString());
    }
  }

  private static ToolSpecification tool(ToolSpec spec) {
    try {
      return tool(spec.name(), spec.description(), spec.parameters());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "LangChain4j cannot pass on the parameters of tool '%s': %s. The schema must be of type"
                  .formatted(spec.name(), e.getMessage())
              + " \"object\" with no keywords beside \"description\", \"properties\", \"required\","
              + " \"additionalProperties\" and \"$defs\" at its top. Schema: "
              + spec.parameters(),
          e);
    }
  }

  /** Goes through JSON, so that LangChain4j keeps each keyword of the inner schemas. */
  private static ToolSpecification tool(String name, String description, JsonNode schema) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("name", name);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    json.set("parameters", schema);
    return ToolSpecification.fromJson(json.toString());
  }
}
