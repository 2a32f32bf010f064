package dev.runnel.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.runnel.annotations.WithSchema;
import java.time.LocalDate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Types to which Jackson's annotations give another shape in JSON. */
final class Shaped {
  private Shaped() {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Snake(int userID, int URLPath, int fooBar2Baz, int a_B, int HTTPServer, int x) {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.UpperSnakeCaseStrategy.class)
  record UpperSnake(int userID, int URLPath, int fooBar2Baz, int a_B, int x) {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
  record Kebab(int userID, int URLPath, int fooBar2Baz, int a_B, int HTTPServer, int x) {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.LowerDotCaseStrategy.class)
  record Dots(int userID, int URLPath, int fooBar2Baz, int a_B, int x) {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
  record UpperCamel(int userID, int uRLPath, @JsonProperty("as it is") int given) {}

  @WithSchema
  @JsonNaming(PropertyNamingStrategies.LowerCaseStrategy.class)
  record Lower(int userID, int URLPath) {}

  record Size(int width, int height) {}

  @WithSchema
  record Unwrapped(@JsonUnwrapped(prefix = "outer_", suffix = "_cm") Size size, int depth) {}

  @WithSchema
  record Made(@JsonProperty("first") String one, @JsonProperty("second") int two) {
    @JsonCreator
    static Made of(@JsonProperty("first") String first, @JsonProperty("second") int second) {
      return new Made(first, second);
    }
  }

  record Id(@JsonValue String text) {}

  record Count(int number) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Count of(int number) {
      return new Count(number);
    }

    @JsonValue
    int asNumber() {
      return number;
    }
  }

  @WithSchema
  record Delegating(Id id, Count count) {}

  @WithSchema
  @JsonPropertyOrder({"c", "a"})
  @JsonIgnoreProperties("hidden")
  record Ordered(int a, int b, int c, int hidden, @JsonIgnore int secret) {}

  @WithSchema
  record Formatted(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  sealed interface Deduced permits ByName, ByNumber {}

  record ByName(String name) implements Deduced {}

  record ByNumber(int number) implements Deduced {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  sealed interface OfClass permits One, Other {}

  record One(int x) implements OfClass {}

  record Other(int x) implements OfClass {}

  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      include = JsonTypeInfo.As.EXISTING_PROPERTY,
      property = "kind")
  sealed interface Existing permits WithKind {}

  record WithKind(String kind, int x) implements Existing {}

  @WithSchema
  record Choices(Deduced first, Deduced second, OfClass one, OfClass other) {}

  @WithSchema
  record Kinds(Existing existing) {}
}
