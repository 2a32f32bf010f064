package dev.runnel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaReader;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schemas follow Jackson's annotations: to the names, and to their order. */
class ShapedTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(new Shaped.Snake(1, 2, 3, 4, 5, 6), Shaped_SnakeSchema.SCHEMA),
        Arguments.of(new Shaped.UpperSnake(1, 2, 3, 4, 5), Shaped_UpperSnakeSchema.SCHEMA),
        Arguments.of(new Shaped.Kebab(1, 2, 3, 4, 5, 6), Shaped_KebabSchema.SCHEMA),
        Arguments.of(new Shaped.Dots(1, 2, 3, 4, 5), Shaped_DotsSchema.SCHEMA),
        Arguments.of(new Shaped.UpperCamel(1, 2, 3), Shaped_UpperCamelSchema.SCHEMA),
        Arguments.of(new Shaped.Lower(1, 2), Shaped_LowerSchema.SCHEMA),
        Arguments.of(new Shaped.Unwrapped(new Shaped.Size(1, 2), 3), Shaped_UnwrappedSchema.SCHEMA),
        Arguments.of(new Shaped.Made("a", 2), Shaped_MadeSchema.SCHEMA),
        Arguments.of(
            new Shaped.Delegating(new Shaped.Id("a"), new Shaped.Count(2)),
            Shaped_DelegatingSchema.SCHEMA),
        Arguments.of(new Shaped.Ordered(1, 2, 3, 0, 0), Shaped_OrderedSchema.SCHEMA),
        Arguments.of(new Shaped.Formatted(LocalDate.EPOCH), Shaped_FormattedSchema.SCHEMA),
        Arguments.of(
            new Shaped.Choices(
                new Shaped.ByName("a"),
                new Shaped.ByNumber(1),
                new Shaped.One(2),
                new Shaped.Other(3)),
            Shaped_ChoicesSchema.SCHEMA));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatJacksonWritesIsValidHasTheSameNamesAndIsReadAgain(Object value, JsonSchema schema) {
    String json = MAPPER.writeValueAsString(value);
    SchemaReader<?> reader = SchemaReader.of(schema, MAPPER, value.getClass());

    assertThat(new Validator(schema).problems(json)).as(json + "\n" + schema).isEmpty();
    assertThat(schema.toTree().path("properties").propertyNames())
        .containsExactlyElementsOf(MAPPER.readTree(json).propertyNames());
    assertThat(reader.read(json)).isEqualTo(value);
  }

  @Test
  void aPropertyThatIsThereAlreadyTellsTheClassOnce() {
    assertThat(Shaped_KindsSchema.SCHEMA.toTree().path("$defs").path("WithKind").path("properties"))
        .hasToString(
            "{\"kind\":{\"type\":\"string\",\"enum\":[\"Shaped$WithKind\"]},\"x\":{\"type\":\"integer\"}}");
  }

  @Test
  void aFormatIsTold() {
    JsonNode day = Shaped_FormattedSchema.SCHEMA.toTree().path("properties").path("day");

    assertThat(day.toString())
        .isEqualTo("{\"type\":\"string\",\"description\":\"In the format dd.MM.yyyy.\"}");
  }
}
