package dev.runnel.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What a provider takes of a JSON schema. Narrowing is a pure function: the same schema gives the
 * same text. What a provider does not take goes into the descriptions, so that the model still
 * reads it, and {@link SchemaReader} checks it.
 */
public enum SchemaDialect {
  /** All of JSON Schema 2020-12. */
  PLAIN,
  /** OpenAI with {@code strict: true}: tools and {@code response_format}. */
  OPENAI,
  /** Mistral: as OpenAI, without formats. */
  MISTRAL,
  /** Anthropic with {@code strict: true}, and its output format. */
  ANTHROPIC,
  /** Gemini's fields {@code parametersJsonSchema} and {@code responseJsonSchema}. */
  GEMINI,
  /** The tools of Ollama, which enforce nothing. */
  OLLAMA;

  private DialectRules rules() {
    return switch (this) {
      case PLAIN -> DialectRules.plain();
      case OPENAI -> DialectRules.openAi();
      case MISTRAL -> DialectRules.mistral();
      case ANTHROPIC -> DialectRules.anthropic();
      case GEMINI -> DialectRules.gemini();
      case OLLAMA -> DialectRules.ollama();
    };
  }

  /**
   * Narrows a schema.
   *
   * @param schema a schema in the neutral dialect
   * @return the schema in this dialect, with what was dropped of it; or as it was, if this dialect
   *     cannot enforce it
   */
  public NarrowedSchema narrow(JsonSchema schema) {
    return Narrowing.narrow(this, rules(), schema);
  }

  /**
   * Counts several schemas of one request against the provider's limits.
   *
   * @param schemas the schemas; those that are not strict do not count
   * @return a sentence for each limit that they exceed together
   */
  public List<String> exceededBy(List<NarrowedSchema> schemas) {
    List<SchemaSize> sizes =
        schemas.stream().filter(NarrowedSchema::isStrict).map(NarrowedSchema::size).toList();
    List<String> exceeded = new ArrayList<>();
    SchemaLimits.OfRequest limits = rules().request();
    limits.count(sizes.size(), "strict schemas", limits.schemas(), exceeded);
    int optional = sum(sizes, SchemaSize::optionalProperties);
    limits.count(optional, "optional properties", limits.optionalProperties(), exceeded);
    limits.count(sum(sizes, SchemaSize::unions), "unions", limits.unions(), exceeded);
    return List.copyOf(exceeded);
  }

  private static int sum(List<SchemaSize> sizes, ToIntFunction<SchemaSize> part) {
    return sizes.stream().mapToInt(part).sum();
  }
}
