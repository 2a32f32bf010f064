package dev.runnel.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runnel.schema.JsonSchema;
import java.util.List;

/**
 * The checks that providers' own clients make of a schema before they send it. In a few points a
 * client refuses what its provider takes; these do not count.
 */
final class ProviderChecks {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** OpenAI's guide shows anyOf with null for what may be null; the client never writes it. */
  private static final String NULL_TYPE = "Unsupported 'type' value: 'null'.";

  /** Anthropic takes patterns; the client moves them into the description. */
  private static final String PATTERN = "Use of 'pattern' is not supported here.";

  /** Anthropic takes optional properties, up to a limit; the client makes all required. */
  private static final List<String> REQUIRED =
      List.of(
          "is not listed as 'required'.", "'required' field is missing, empty or not an array.");

  private ProviderChecks() {}

  static List<String> openAi(JsonSchema schema) {
    return com.openai.core.JsonSchemaValidator.Companion.create()
        .validate(tree(schema))
        .errors()
        .stream()
        .filter(each -> !each.endsWith(NULL_TYPE))
        .toList();
  }

  static List<String> anthropic(JsonSchema schema) {
    return com.anthropic.core.JsonSchemaValidator.Companion.create()
        .validate(tree(schema))
        .errors()
        .stream()
        .filter(each -> !each.endsWith(PATTERN) && REQUIRED.stream().noneMatch(each::endsWith))
        .toList();
  }

  /** The clients want a schema to name its language. */
  private static JsonNode tree(JsonSchema schema) {
    try {
      ObjectNode tree = (ObjectNode) MAPPER.readTree(schema.toJson());
      return tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
