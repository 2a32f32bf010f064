package dev.runnel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class SchemaReaderTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  record Part(int count, List<String> names) {
    Part {
      if (count == 13) {
        throw new IllegalArgumentException("count must not be 13");
      }
    }
  }

  record Whole(Part part, Optional<String> note, Map<String, Integer> sizes) {}

  private static final JsonSchema SCHEMA =
      JsonSchema.of(
          """
          {"type": "object",
           "properties": {
             "part": {"$ref": "#/$defs/Part"},
             "note": {"type": ["string", "null"], "pattern": "^[a-z ]+$"},
             "sizes": {"type": "object", "additionalProperties": {"type": "integer"}, "maxProperties": 2},
             "kind": {"type": "string", "enum": ["a", "b"]}
           },
           "required": ["part"],
           "$defs": {"Part": {
             "type": "object",
             "properties": {
               "count": {"type": "integer", "minimum": 1, "exclusiveMaximum": 100, "multipleOf": 1},
               "names": {"type": "array", "items": {"type": "string", "minLength": 2, "maxLength": 3}, "minItems": 1}
             },
             "required": ["count", "names"]}}}
          """);

  private static final SchemaReader<Whole> READER = SchemaReader.of(SCHEMA, MAPPER, Whole.class);

  @Test
  void whatFitsIsBound() {
    assertThat(
            READER.read(
                "{\"part\":{\"count\":2.0,\"names\":[\"ab\"]},\"note\":\"x\",\"sizes\":{\"q\":1},\"kind\":\"a\"}"))
        .isEqualTo(new Whole(new Part(2, List.of("ab")), Optional.of("x"), Map.of("q", 1)));
  }

  @Test
  void anOptionalPropertyMayBeNullOrAbsentAndMeansTheSame() {
    Whole absent = READER.read("{\"part\":{\"count\":1,\"names\":[\"ab\"]}}");
    Whole nulls =
        READER.read(
            "{\"part\":{\"count\":1,\"names\":[\"ab\"]},\"note\":null,\"sizes\":null,\"kind\":null}");

    assertThat(nulls).isEqualTo(absent);
    assertThat(absent.note()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /part is missing",
        "[] | The document must be an object, but is an array",
        "null | The document must be an object, but is null",
        "{\"part\":null} | /part must be an object, but is null",
        "{\"part\":{\"names\":[\"ab\"]}} | /part/count is missing",
        "{\"part\":{\"count\":null,\"names\":[\"ab\"]}} | /part/count must be an integer without a fraction, but is null",
        "{\"part\":{\"count\":1.5,\"names\":[\"ab\"]}} | /part/count must be an integer without a fraction, but is 1.5",
        "{\"part\":{\"count\":\"7\",\"names\":[\"ab\"]}} | /part/count must be an integer without a fraction, but is \"7\"",
        "{\"part\":{\"count\":0,\"names\":[\"ab\"]}} | /part/count must be at least 1, but is 0",
        "{\"part\":{\"count\":100,\"names\":[\"ab\"]}} | /part/count must be less than 100, but is 100",
        "{\"part\":{\"count\":1,\"names\":[]}} | /part/names must have at least 1 elements, but has 0",
        "{\"part\":{\"count\":1,\"names\":[\"ab\",\"c\"]}} | /part/names/1 must have at least 2 characters, but has 1",
        "{\"part\":{\"count\":1,\"names\":[\"abcd\"]}} | /part/names/0 must have at most 3 characters, but has 4",
        "{\"part\":{\"count\":1,\"names\":[null]}} | /part/names/0 must be a string, but is null",
        "{\"part\":{\"count\":1,\"names\":[\"ab\"]},\"note\":\"X\"} | /note must match the pattern ^[a-z ]+$, but is \"X\"",
        "{\"part\":{\"count\":1,\"names\":[\"ab\"]},\"kind\":\"c\"} | /kind must be one of [\"a\",\"b\"], but is \"c\"",
        "{\"part\":{\"count\":1,\"names\":[\"ab\"]},\"sizes\":{\"a/b\":true}} | /sizes/a~1b must be an integer without a fraction, but is true",
        "{\"part\":{\"count\":13,\"names\":[\"ab\"]}} | /part does not bind: count must not be 13",
      })
  void whatDoesNotFitIsNamedWithItsPath(String json, String problem) {
    SchemaMismatchException failure =
        catchThrowableOfType(SchemaMismatchException.class, () -> READER.read(json));

    assertThat(failure).hasMessage("The JSON is no Whole: " + problem + ".");
    assertThat(failure.text()).isEqualTo(json);
  }

  record Day(LocalDate day) {}

  @Test
  void whatTheSchemaLetsPassIsSaidWithTheTypeThatRefusesIt() {
    SchemaReader<Day> reader =
        SchemaReader.of(JsonSchema.of("{\"type\": \"object\"}"), MAPPER, Day.class);
    assertThat(
            catchThrowableOfType(
                SchemaMismatchException.class, () -> reader.read("{\"day\":[\"soon\"]}")))
        .hasMessage("The JSON is no Day: /day does not bind: it is no LocalDate.");
    assertThat(
            catchThrowableOfType(SchemaMismatchException.class, () -> reader.read("{\"day\":{}}")))
        .hasMessage("The JSON is no Day: /day does not bind: it is no LocalDate.");
  }

  @Test
  void allThatIsWrongComesAtOnce() {
    SchemaMismatchException failure =
        catchThrowableOfType(
            SchemaMismatchException.class,
            () -> READER.read("{\"part\":{\"count\":0},\"note\":5}"));

    assertThat(failure.violations())
        .extracting(SchemaViolation::pointer)
        .containsExactly("/part/names", "/part/count", "/note");
  }

  @Test
  void whatIsNoJsonIsSaidToBeNone() {
    SchemaMismatchException failure =
        catchThrowableOfType(SchemaMismatchException.class, () -> READER.read("{\"part\":"));

    assertThat(failure).hasMessageStartingWith("The JSON is no Whole: The document is no JSON: ");
  }

  @Test
  void textAfterTheValueIsAnError() {
    assertThat(
            catchThrowableOfType(
                SchemaMismatchException.class,
                () -> READER.read("{\"part\":{\"count\":1,\"names\":[\"ab\"]}} and more")))
        .isNotNull();
  }

  @Test
  void aChoiceThatWasMeantIsTheOneThatIsComplainedOf() {
    JsonSchema choice =
        JsonSchema.of(
            """
            {"anyOf": [
              {"type": "object", "properties": {"kind": {"type": "string", "enum": ["a"]}, "x": {"type": "integer"}}, "required": ["kind", "x"]},
              {"type": "object", "properties": {"kind": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}}, "required": ["kind", "y"]},
              {"type": "null"}]}
            """);
    SchemaReader<Map<String, Object>> reader =
        SchemaReader.of(choice, MAPPER, new TypeReference<Map<String, Object>>() {});

    assertThat(reader.read("{\"kind\":\"b\",\"y\":\"q\"}")).containsEntry("y", "q");
    assertThat(failure(reader, "{\"kind\":\"b\",\"y\":1}"))
        .isEqualTo("/y must be a string, but is 1");
    assertThat(failure(reader, "{\"kind\":\"c\"}"))
        .isEqualTo("The document must have 'kind' as one of \"a\", \"b\", but has \"c\"");
    assertThat(failure(reader, "{}"))
        .isEqualTo("The document must have 'kind' as one of \"a\", \"b\", but has none");
    assertThat(failure(reader, "5")).isEqualTo("The document must be an object or null, but is 5");
  }

  private static String failure(SchemaReader<?> reader, String json) {
    return catchThrowableOfType(SchemaMismatchException.class, () -> reader.read(json))
        .violations()
        .get(0)
        .toString();
  }

  @Test
  void aHugeExponentCostsNothing() {
    assertThat(failure(READER, "{\"part\":{\"count\":1e999999999,\"names\":[\"ab\"]}}"))
        .contains("/part/count");
  }

  @Test
  void aSchemaThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonSchema.of("[1]"))
        .withMessage("A schema must be a JSON object, but this is [1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonSchema.of("{"))
        .withMessageStartingWith("A schema must be a JSON object, but this is no JSON: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonSchema.of("{\"$ref\":\"#/$defs/A\"}"))
        .withMessageStartingWith("The reference #/$defs/A leads nowhere");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JsonSchema.of(
                    "{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"$ref\":\"#/$defs/A\"}}}"))
        .withMessage("The reference #/$defs/A leads only to itself.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SchemaReader.of(JsonSchema.of("{\"pattern\":\"[\"}"), MAPPER, String.class))
        .withMessageStartingWith("The pattern '[' of the schema is no regular expression: ");
  }

  @Test
  void aSchemaIsItsText() {
    JsonSchema schema = JsonSchema.of("{ \"type\": ", "\"string\" }");

    assertThat(schema.toJson()).isEqualTo("{\"type\":\"string\"}");
    assertThat(schema).isEqualTo(JsonSchema.of(schema.toJson())).hasToString(schema.toJson());
    schema.toTree().put("type", "number");
    assertThat(schema.toJson()).isEqualTo("{\"type\":\"string\"}");
  }
}
