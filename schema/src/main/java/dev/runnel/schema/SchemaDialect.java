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
  PLAIN(DialectRules.plain()),
  /** OpenAI with {@code strict: true}: tools and {@code response_format}. */
  OPENAI(DialectRules.openAi()),
  /** Mistral: as OpenAI, without formats. */
  MISTRAL(DialectRules.mistral()),
  /** Anthropic with {@code strict: true}, and its output format. */
  ANTHROPIC(DialectRules.anthropic()),
  /** Gemini's fields {@code parametersJsonSchema} and {@code responseJsonSchema}. */
  GEMINI(DialectRules.gemini()),
  /** The tools of Ollama, which enforce nothing. */
  OLLAMA(DialectRules.ollama());

  private final DialectRules rules;

  SchemaDialect(DialectRules rules) {
    this.rules = rules;
  }

  /**
   * Narrows a schema.
   *
   * @param schema a schema in the neutral dialect
   * @return the schema in this dialect, with what was dropped of it; or as it was, if this dialect
   *     cannot enforce it
   */
  public NarrowedSchema narrow(JsonSchema schema) {
    return Narrowing.narrow(this, rules, schema);
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
    rules.request().count(sizes.size(), "strict schemas", rules.request().schemas(), exceeded);
    rules
        .request()
        .count(
            sum(sizes, SchemaSize::optionalProperties),
            "optional properties",
            rules.request().optionalProperties(),
            exceeded);
    rules
        .request()
        .count(sum(sizes, SchemaSize::unions), "unions", rules.request().unions(), exceeded);
    return List.copyOf(exceeded);
  }

  private static int sum(List<SchemaSize> sizes, ToIntFunction<SchemaSize> part) {
    return sizes.stream().mapToInt(part).sum();
  }
}
