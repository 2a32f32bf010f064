package dev.runnel.langchain4j;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.runnel.schema.NarrowedSchema;
import dev.runnel.schema.SchemaDialect;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema of an answer in a provider's words.
 *
 * @param name its name
 * @param schema the schema
 * @param isStrict whether the provider can enforce it
 */
record AnswerFormat(String name, JsonNode schema, boolean isStrict) {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Narrows a format; what the provider cannot enforce is warned of. */
  static AnswerFormat of(
      dev.runnel.model.ResponseFormat.JsonSchema format, SchemaDialect dialect, Warnings warnings) {
    dev.runnel.schema.JsonSchema neutral;
    try {
      neutral = dev.runnel.schema.JsonSchema.of(format.schema().toString());
    } catch (IllegalArgumentException refersElsewhere) {
      return new AnswerFormat(format.name(), format.schema(), false);
    }
    NarrowedSchema narrowed = dialect.narrow(neutral);
    if (narrowed.wrapper() != null) { // whoever reads the answer does not expect the wrapper
      return new AnswerFormat(format.name(), format.schema(), false);
    }
    if (!narrowed.isStrict()) {
      warnings.warn(
          "The provider cannot enforce the schema '%s', and is only told it: %s"
              .formatted(format.name(), String.join(" ", narrowed.obstacles())));
    }
    return new AnswerFormat(format.name(), narrowed.schema().toTree(), narrowed.isStrict());
  }

  ResponseFormat toLangChain4j() {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name(name).rootElement(root()).build())
        .build();
  }

  private JsonSchemaElement root() {
    try {
      return Requests.tool("root", "", schema).parameters();
    } catch (IllegalArgumentException notInLangChain4jsSubset) {
      // Some providers take any schema as it is.
      return JsonRawSchema.from(schema.toString());
    }
  }

  /** Returns the format as it stands in OpenAI's requests. */
  Map<String, Object> toOpenAi() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("name", name);
    inner.put("strict", isStrict);
    inner.put("schema", JsonMapper.shared().convertValue(schema, MAP));
    Map<String, Object> format = new LinkedHashMap<>();
    format.put("type", "json_schema");
    format.put("json_schema", inner);
    return format;
  }
}
