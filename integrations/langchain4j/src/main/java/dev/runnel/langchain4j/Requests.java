package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes LangChain4j's requests of prompts, for one model. Thread-safe. */
final class Requests {
  private final String model;
  private final Dialect dialect;
  private final Warnings warnings = new Warnings();

  Requests(String model, Dialect dialect) {
    this.model = model;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  ChatRequest of(ChatPrompt prompt) {
    ToMessages messages = new ToMessages(dialect.provider(), warnings);
    List<ChatMessage> sent =
        dialect.takesMediaInResults() ? prompt.messages() : ResultMedia.moved(prompt.messages());
    return ChatRequest.builder()
        .messages(sent.stream().map(messages::of).toList())
        .parameters(dialect.parameters(taken(prompt.options())))
        .build();
  }

  /** Returns the options without those that the client lacks; says which they are. */
  private ChatOptions taken(ChatOptions options) {
    Set<ChatOption> lacking = EnumSet.noneOf(ChatOption.class);
    lacking.addAll(options.given());
    lacking.removeAll(dialect.options());
    lacking.remove(ChatOption.HEADERS);
    lacking.remove(ChatOption.TIMEOUT);
    lacking.forEach(this::warn);
    return options.without(lacking);
  }

  /** Says that options which need a client of ours have none, if they are given. */
  void warnOfClient(ChatOptions options) {
    for (ChatOption option : List.of(ChatOption.HEADERS, ChatOption.TIMEOUT)) {
      if (options.given().contains(option)) {
        warnings.warn(
            "Model '%s' is asked without the option '%s': it needs a CancellableHttpClient and a model that streams."
                .formatted(model, word(option)));
      }
    }
  }

  private void warn(ChatOption option) {
    warnings.warn(
        "Model '%s' has no option '%s', as far as LangChain4j's client of it goes; it is asked without it."
            .formatted(model, word(option)));
  }

  private static String word(ChatOption option) {
    return option.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static ResponseFormat format(dev.runnel.model.ResponseFormat format) {
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

  /** Returns the tools that the model may choose from: where one is demanded, that one alone. */
  static List<ToolSpecification> tools(ChatOptions options) {
    if (!(options.toolChoice() instanceof ToolChoice.Named named)) {
      return options.tools().stream().map(Requests::tool).toList();
    }
    List<ToolSpecification> chosen =
        options.tools().stream()
            .filter(tool -> tool.name().equals(named.tool()))
            .map(Requests::tool)
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "The tool choice names '%s', but there is no such tool. There are: %s."
              .formatted(named.tool(), options.tools().stream().map(ToolSpec::name).toList()));
    }
    return chosen;
  }

  static ToolSpecification tool(ToolSpec spec) {
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
