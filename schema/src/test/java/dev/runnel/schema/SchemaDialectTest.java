package dev.runnel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.schema.NarrowedSchema.DroppedKeyword;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDialectTest {
  private static JsonSchema object(String property) {
    return JsonSchema.of(
        "{\"type\":\"object\",\"properties\":{\"p\":" + property + "},\"required\":[\"p\"]}");
  }

  private static String property(SchemaDialect dialect, String property) {
    NarrowedSchema narrowed = dialect.narrow(object(property));
    assertThat(narrowed.obstacles()).isEmpty();
    return narrowed.schema().toTree().path("properties").path("p").toString();
  }

  /**
   * One row for each keyword: what a dialect keeps stands as it is, the rest in the description.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // keyword               | OpenAI | Mistral | Anthropic | Gemini | Ollama
        "integer|minimum|1               |y|y|-|y|-",
        "integer|maximum|9               |y|y|-|y|-",
        "number|exclusiveMinimum|0       |y|y|-|-|-",
        "number|exclusiveMaximum|5       |y|y|-|-|-",
        "number|multipleOf|0.01          |y|y|-|-|-",
        "string|minLength|1              |-|-|-|-|-",
        "string|maxLength|9              |-|-|-|-|-",
        "string|pattern|\"^a+$\"         |y|y|y|-|-",
        "string|pattern|\"^(?!a)b$\"     |-|-|-|-|-",
        "string|pattern|\"a\\\\b\"       |y|y|-|-|-",
        "string|format|\"date-time\"     |y|-|y|y|-",
        "string|format|\"uri\"           |-|-|y|y|-",
        "string|contentEncoding|\"base64\"|-|-|-|-|-",
        "string|default|\"x\"            |-|-|y|-|-",
        "string|enum|[\"a\",\"b\"]       |y|y|y|y|y",
      })
  void aKeywordIsKeptOrTold(
      String type,
      String keyword,
      String value,
      String openAi,
      String mistral,
      String anthropic,
      String gemini,
      String ollama) {
    List<String> expected = List.of(openAi, mistral, anthropic, gemini, ollama);
    List<SchemaDialect> dialects =
        List.of(
            SchemaDialect.OPENAI,
            SchemaDialect.MISTRAL,
            SchemaDialect.ANTHROPIC,
            SchemaDialect.GEMINI,
            SchemaDialect.OLLAMA);
    String whole = "{\"type\":\"" + type + "\",\"" + keyword + "\":" + value + "}";
    String plain = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    String told =
        "{\"type\":\"" + type + "\",\"description\":\"{" + keyword + ": " + plain + "}\"}";
    for (int i = 0; i < dialects.size(); i++) {
      assertThat(property(dialects.get(i), whole))
          .as(dialects.get(i).name())
          .isEqualTo(expected.get(i).equals("y") ? whole : told);
    }
  }

  @Test
  void arraysKeepTheirBoundsWhereTheyAreTaken() {
    String array =
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":2,\"maxItems\":3}";

    assertThat(property(SchemaDialect.OPENAI, array)).isEqualTo(array);
    assertThat(property(SchemaDialect.ANTHROPIC, array))
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"type\":\"string\"},"
                + "\"description\":\"{minItems: 2, maxItems: 3}\"}");
    assertThat(property(SchemaDialect.ANTHROPIC, array.replace("2,\"maxItems\":3", "1")))
        .contains("\"minItems\":1");
  }

  @Test
  void whatIsDroppedStandsBehindTheDescriptionAndIsTold() {
    NarrowedSchema narrowed =
        SchemaDialect.ANTHROPIC.narrow(
            object(
                "{\"type\":\"integer\",\"description\":\"How many.\",\"minimum\":1,\"maximum\":10}"));

    assertThat(narrowed.schema().toTree().path("properties").path("p").toString())
        .isEqualTo(
            "{\"type\":\"integer\",\"description\":\"How many. {minimum: 1, maximum: 10}\"}");
    assertThat(narrowed.dropped())
        .containsExactly(
            new DroppedKeyword("/properties/p", "minimum", "1"),
            new DroppedKeyword("/properties/p", "maximum", "10"));
  }

  @Test
  void openAiDemandsAllPropertiesAndTakesNullForThoseThatMayMiss() {
    JsonSchema schema =
        JsonSchema.of(
            """
            {"type":"object","properties":{
              "a":{"type":"string"},
              "b":{"type":"integer"},
              "c":{"type":"string","enum":["x"],"description":"C."},
              "d":{"$ref":"#/$defs/D"},
              "e":{"anyOf":[{"$ref":"#/$defs/D"},{"type":"null"}]}},
             "required":["a"],
             "$defs":{"D":{"type":"object","properties":{}}}}
            """);

    assertThat(SchemaDialect.OPENAI.narrow(schema).schema())
        .isEqualTo(
            JsonSchema.of(
                """
                {"type":"object","properties":{
                  "a":{"type":"string"},
                  "b":{"type":["integer","null"]},
                  "c":{"anyOf":[{"type":"string","enum":["x"]},{"type":"null"}],"description":"C."},
                  "d":{"anyOf":[{"$ref":"#/$defs/D"},{"type":"null"}]},
                  "e":{"anyOf":[{"$ref":"#/$defs/D"},{"type":"null"}]}},
                 "required":["a","b","c","d","e"],
                 "additionalProperties":false,
                 "$defs":{"D":{"type":"object","properties":{},"additionalProperties":false,"required":[]}}}
                """));
  }

  @Test
  void anthropicLeavesOptionalWhatIs() {
    JsonSchema schema =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}}}");

    assertThat(SchemaDialect.ANTHROPIC.narrow(schema).schema().toJson())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}},"
                + "\"additionalProperties\":false}");
  }

  @Test
  void aDescriptionBesideAReferenceIsKept() {
    String d = "\"$defs\":{\"D\":{\"type\":\"string\",\"description\":\"A D.\"}}";
    JsonSchema once =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"p\":{\"$ref\":\"#/$defs/D\",\"description\":\"P.\"}},"
                + d
                + "}");
    JsonSchema twice =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"p\":{\"$ref\":\"#/$defs/D\",\"description\":\"P.\"},"
                + "\"q\":{\"$ref\":\"#/$defs/D\"}},\"required\":[\"p\",\"q\"],"
                + d
                + "}");

    assertThat(SchemaDialect.GEMINI.narrow(once).schema().toJson())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"p\":{\"type\":\"string\",\"description\":\"P.\"}}}");
    assertThat(SchemaDialect.OPENAI.narrow(twice).schema().toTree().path("properties").toString())
        .isEqualTo(
            "{\"p\":{\"anyOf\":[{\"$ref\":\"#/$defs/D\"}],\"description\":\"P.\"},"
                + "\"q\":{\"$ref\":\"#/$defs/D\"}}");
  }

  @Test
  void onlyWhatIsNoObjectIsWrapped() {
    JsonSchema choice =
        JsonSchema.of(
            "{\"anyOf\":[{\"$ref\":\"#/$defs/A\"},{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}],"
                + "\"$defs\":{\"A\":{\"type\":\"object\",\"properties\":{}}}}");

    NarrowedSchema wrapped = SchemaDialect.OPENAI.narrow(choice);
    assertThat(wrapped.wrapper()).isEqualTo("value");
    assertThat(wrapped.isStrict()).isTrue();
    assertThat(wrapped.schema().toTree().path("properties").toString())
        .isEqualTo("{\"value\":{\"$ref\":\"#/$defs/Value\"}}");
    assertThat(wrapped.unwrap(Trees.read("{\"value\":[1]}")).toString()).isEqualTo("[1]");
    assertThat(wrapped.unwrap(Trees.read("[1]")).toString()).isEqualTo("[1]");
    assertThat(SchemaDialect.GEMINI.narrow(choice).wrapper()).isNull();
    assertThat(SchemaDialect.OPENAI.narrow(object("{\"type\":\"string\"}")).wrapper()).isNull();
  }

  @Test
  void aRootThatIsAReferenceIsExpanded() {
    JsonSchema schema =
        JsonSchema.of(
            "{\"$ref\":\"#/$defs/T\",\"$defs\":{\"T\":{\"type\":\"object\",\"properties\":"
                + "{\"t\":{\"anyOf\":[{\"$ref\":\"#/$defs/T\"},{\"type\":\"null\"}]}},\"required\":[\"t\"]}}}");

    assertThat(SchemaDialect.OPENAI.narrow(schema).schema().toTree().path("type").asString())
        .isEqualTo("object");
    assertThat(SchemaDialect.OPENAI.narrow(schema).obstacles()).isEmpty();
    assertThat(SchemaDialect.ANTHROPIC.narrow(schema).obstacles())
        .containsExactly("/t/anyOf/0 contains itself.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}} | /p is a map, whose names nobody knows in advance.",
        "{} | /p may be anything.",
        "{\"description\":\"X.\"} | /p may be anything.",
        "{\"type\":\"array\"} | /p is an array of anything.",
        "{\"type\":\"array\",\"items\":{}} | /p/items may be anything.",
        "{\"type\":\"object\"} | /p is an object of which nothing is known.",
      })
  void whatCannotBeEnforcedIsSentAsItIsAndNamed(String property, String obstacle) {
    for (SchemaDialect dialect : List.of(SchemaDialect.OPENAI, SchemaDialect.ANTHROPIC)) {
      NarrowedSchema narrowed = dialect.narrow(object(property));

      assertThat(narrowed.isStrict()).isFalse();
      assertThat(narrowed.obstacles()).containsExactly(obstacle);
      assertThat(narrowed.schema()).isEqualTo(object(property));
    }
    assertThat(SchemaDialect.GEMINI.narrow(object(property)).isStrict()).isTrue();
  }

  @Test
  void oneOfBecomesAnyOfAndConstAnEnum() {
    assertThat(
            property(
                SchemaDialect.OPENAI, "{\"oneOf\":[{\"const\":\"a\"},{\"type\":\"integer\"}]}"))
        .isEqualTo("{\"anyOf\":[{\"type\":\"string\",\"enum\":[\"a\"]},{\"type\":\"integer\"}]}");
  }

  @Test
  void limitsAreCounted() {
    assertThat(openAi(5_000, 1, 1).obstacles()).isEmpty();
    assertThat(openAi(5_001, 1, 1).obstacles())
        .containsExactly("The schema has 5001 properties, but OpenAI takes at most 5000.");
    assertThat(openAi(1, 10, 1).obstacles()).isEmpty();
    assertThat(openAi(1, 11, 1).obstacles())
        .containsExactly(
            "The schema has 11 levels of objects and arrays, but OpenAI takes at most 10.");
    assertThat(openAi(1, 1, 1_000).obstacles()).isEmpty();
    assertThat(openAi(1, 1, 1_001).obstacles())
        .containsExactly("The schema has 1001 values of enums, but OpenAI takes at most 1000.");
  }

  private static NarrowedSchema openAi(int properties, int depth, int enumValues) {
    String values =
        IntStream.range(0, enumValues)
            .mapToObj(i -> "\"v" + i + "\"")
            .collect(Collectors.joining(","));
    String inner = "{\"type\":\"string\",\"enum\":[" + values + "]}";
    for (int i = 1; i < depth; i++) {
      inner = "{\"type\":\"array\",\"items\":" + inner + "}";
    }
    String more =
        IntStream.range(1, properties)
            .mapToObj(i -> ",\"p" + i + "\":{\"type\":\"string\"}")
            .collect(Collectors.joining());
    return SchemaDialect.OPENAI.narrow(
        JsonSchema.of("{\"type\":\"object\",\"properties\":{\"p\":" + inner + more + "}}"));
  }

  @Test
  void anthropicsLimitsHoldForAWholeRequest() {
    String optional =
        IntStream.range(0, 24)
            .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"}")
            .collect(Collectors.joining(","));
    NarrowedSchema one =
        SchemaDialect.ANTHROPIC.narrow(
            JsonSchema.of("{\"type\":\"object\",\"properties\":{" + optional + "}}"));

    assertThat(one.obstacles()).isEmpty();
    assertThat(SchemaDialect.ANTHROPIC.exceededBy(List.of(one))).isEmpty();
    assertThat(SchemaDialect.ANTHROPIC.exceededBy(List.of(one, one)))
        .containsExactly(
            "The request has 48 optional properties, but Anthropic takes at most 24 in strict schemas.");
    NarrowedSchema small = SchemaDialect.ANTHROPIC.narrow(object("{\"type\":\"string\"}"));
    assertThat(SchemaDialect.ANTHROPIC.exceededBy(Collections.nCopies(21, small)))
        .containsExactly(
            "The request has 21 strict schemas, but Anthropic takes at most 20 in strict schemas.");
  }

  @Test
  void ollamaGetsNoReferences() {
    JsonSchema schema =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/D\"},\"b\":{\"$ref\":\"#/$defs/D\"}},"
                + "\"$defs\":{\"D\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}}}");

    assertThat(SchemaDialect.OLLAMA.narrow(schema).schema().toJson())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{"
                + "\"a\":{\"type\":\"object\",\"description\":\"{additionalProperties: {\\\"type\\\":\\\"string\\\"}}\"},"
                + "\"b\":{\"type\":\"object\",\"description\":\"{additionalProperties: {\\\"type\\\":\\\"string\\\"}}\"}}}");
  }

  @ParameterizedTest
  @EnumSource(SchemaDialect.class)
  void narrowingIsPureAndDoneOnce(SchemaDialect dialect) {
    JsonSchema schema =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"integer\",\"minimum\":1},"
                + "\"a\":{\"type\":\"string\",\"minLength\":2}},\"required\":[\"b\"]}");
    String before = schema.toJson();
    NarrowedSchema narrowed = dialect.narrow(schema);

    assertThat(schema.toJson()).isEqualTo(before);
    assertThat(dialect.narrow(schema)).isEqualTo(narrowed);
    assertThat(dialect.narrow(narrowed.schema()).schema()).isEqualTo(narrowed.schema());
    assertThat(narrowed.schema().toTree().path("properties").propertyNames())
        .containsExactly("b", "a");
  }
}
