package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What does not bind is an error that names the field, whichever way it is bound. */
class BindErrorsTest {
  enum Unit {
    CELSIUS
  }

  record Weather(@Nullable String city, @Nullable Unit unit, int days) {}

  record Nested(
      @Nullable List<Weather> list,
      @Nullable Map<String, Weather> map,
      @Nullable Nested nested,
      @Nullable LocalDate day,
      int @Nullable [] numbers) {}

  record Flags(boolean wet, char letter, double degrees, long count) {}

  record Required(@JsonProperty(required = true) String name) {}

  record Checked(@Nullable String title, @Nullable String name) {
    Checked {
      Objects.requireNonNull(name);
    }
  }

  record Aliased(@JsonAlias("title") @Nullable String name, @Nullable String text) {
    Aliased {
      Objects.requireNonNull(text);
    }
  }

  record Renamed(@JsonProperty("how_many") int count) {}

  static final class Bean {
    public @Nullable Weather weather;
    public int days;
  }

  static List<Arguments> wrong() {
    return List.of(
        Arguments.of(Weather.class, "{\"city\":\"R\",\"unit\":\"CELSIUS\"}", "days"),
        Arguments.of(
            Weather.class, "{\"city\":\"R\",\"unit\":\"CELSIUS\",\"days\":null}", "'/days'"),
        Arguments.of(Weather.class, "{\"days\":\"many\"}", "'/days'"),
        Arguments.of(Weather.class, "{\"days\":1,\"unit\":\"KELVIN\"}", "'/unit'"),
        Arguments.of(Flags.class, "{\"letter\":\"x\",\"degrees\":1,\"count\":1}", "wet"),
        Arguments.of(Flags.class, "{\"wet\":true,\"degrees\":1,\"count\":1}", "letter"),
        Arguments.of(Flags.class, "{\"wet\":true,\"letter\":\"x\",\"count\":1}", "degrees"),
        Arguments.of(Flags.class, "{\"wet\":true,\"letter\":\"x\",\"degrees\":1}", "count"),
        Arguments.of(Nested.class, "{\"list\":[{\"days\":1},{\"city\":\"R\"}]}", "'/list/1/days'"),
        Arguments.of(Nested.class, "{\"map\":{\"a/b~c\":{}}}", "'/map/a~1b~0c/days'"),
        Arguments.of(Nested.class, "{\"nested\":{\"list\":[{}]}}", "'/nested/list/0/days'"),
        Arguments.of(Nested.class, "{\"nested\":[1]}", "'/nested'"),
        Arguments.of(Nested.class, "{\"day\":\"soon\"}", "'/day'"),
        Arguments.of(Nested.class, "{\"numbers\":[1,\"x\"]}", "'/numbers/1'"),
        Arguments.of(Required.class, "{}", "name"),
        Arguments.of(Checked.class, "{\"title\":\"x\"}", "Missing: 'name'"),
        Arguments.of(Checked.class, "{\"title\":\"x\",\"name\":null}", "Checked"),
        Arguments.of(Aliased.class, "{\"title\":\"x\"}", "Missing: 'text'"),
        Arguments.of(Aliased.class, "{}", "Missing: 'name', 'text'"),
        Arguments.of(Renamed.class, "{\"count\":1}", "how_many"),
        Arguments.of(Bean.class, "{\"weather\":{}}", "'/weather/days'"),
        Arguments.of(Bean.class, "{\"days\":null}", "'/days'"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void nameTheFieldOfAnElement(Class<?> type, String json, String field) {
    assertThatThrownBy(
            () -> Feed.of(JsonReader.elements("/all", type, DEFAULT), "{\"all\":[" + json + "]}"))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContainingAll("'/all/0'", field, type.getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void nameTheFieldOfAWholeDocument(Class<?> type, String json, String field) {
    assertThatThrownBy(() -> Feed.of(JsonReader.partials(type, DEFAULT), json))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContainingAll("The document", field, type.getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void nameTheFieldOfAPartOfADocument(Class<?> type, String json, String field) {
    Feed<Partial<Map<?, ?>>> feed = Feed.of(partials(), "{\"a\":" + json + ",");
    assertThatThrownBy(() -> feed.last().value("/a", type))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContainingAll("'/a'", field, type.getSimpleName());
  }

  private static JsonReader<Partial<Map<?, ?>>> partials() {
    return JsonReader.partials(new TypeReference<>() {}, DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void nameTheFieldOfAText(Class<?> type, String json, String field) {
    assertThatThrownBy(() -> JsonBinding.of(type).read(json))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContainingAll("The document", field, type.getSimpleName());
  }

  static List<Arguments> withoutAValue() {
    String none = " needs a value. Declare a @Nullable ";
    String mend = " if there may be none; a constructor can then give a default";
    String flags = "{\"wet\":true,\"letter\":\"x\",\"degrees\":1,\"count\":1}";
    return List.of(
        Arguments.of(
            Weather.class, "{}", "at '/days': it is missing, but an int" + none + "Integer" + mend),
        Arguments.of(
            Weather.class,
            "{\"days\":null}",
            "at '/days': it is null, but an int" + none + "Integer" + mend),
        Arguments.of(
            Bean.class,
            "{\"days\":null}",
            "at '/days': it is null, but an int" + none + "Integer" + mend),
        Arguments.of(
            Flags.class,
            flags.replace("\"wet\":true,", ""),
            "at '/wet': it is missing, but a boolean" + none + "Boolean" + mend),
        Arguments.of(
            Flags.class,
            flags.replace("\"x\"", "null"),
            "at '/letter': it is null, but a char" + none + "Character" + mend),
        Arguments.of(
            Flags.class,
            flags.replace("\"degrees\":1", "\"degrees\":null"),
            "at '/degrees': it is null, but a double" + none + "Double" + mend),
        Arguments.of(
            Nested.class,
            "{\"numbers\":[1,null]}",
            "at '/numbers/1': it is null, but an int[] has no place for that. Declare a"
                + " List<@Nullable Integer> if elements may be null"),
        Arguments.of(
            Nested.class,
            "{\"list\":[{\"days\":1},{}]}",
            "at '/list/1/days': it is missing, but an int" + none + "Integer" + mend),
        Arguments.of(Required.class, "{}", "at '/name': it is missing, but a String is required"));
  }

  @ParameterizedTest
  @MethodSource("withoutAValue")
  void whatIsMissingIsSaidWithWhatTheAuthorCanDo(Class<?> type, String json, String reason) {
    assertThatThrownBy(() -> JsonBinding.of(type).read(json))
        .isInstanceOfSatisfying(
            JsonBindException.class, thrown -> assertThat(thrown.reason()).isEqualTo(reason));
  }

  static Stream<Arguments> refused() {
    return Stream.concat(
        wrong().stream(),
        Stream.of(
            Arguments.of(Weather.class, "{\"days\":[1]}", ""),
            Arguments.of(Weather.class, "{\"days\":99999999999}", ""),
            Arguments.of(Weather.class, "{\"days\":\"\"}", ""),
            Arguments.of(Weather.class, "{\"days\":true}", ""),
            Arguments.of(Weather.class, "{\"days\":1,\"unit\":7}", ""),
            Arguments.of(Weather.class, "{\"days\":1,\"unit\":\"\"}", ""),
            Arguments.of(Weather.class, "{\"days\":1,\"city\":{}}", ""),
            Arguments.of(Weather.class, "[1]", ""),
            Arguments.of(Weather.class, "\"text\"", ""),
            Arguments.of(Weather.class, "7", ""),
            Arguments.of(Nested.class, "{\"list\":{}}", ""),
            Arguments.of(Nested.class, "{\"numbers\":1}", "")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void nobodyIsToldToConfigureJackson(Class<?> type, String json, String unused) {
    assertThatThrownBy(() -> JsonBinding.of(type).read(json))
        .isInstanceOf(JsonBindException.class)
        .message()
        .doesNotContain("Feature", "CoercionConfig", "JsonToken", "Creator", "creator");
  }

  @Test
  void whatIsWholeBinds() {
    Weather weather = new Weather("R", Unit.CELSIUS, 2);
    String json = "{\"city\":\"R\",\"unit\":\"CELSIUS\",\"days\":2}";
    assertThat(JsonBinding.of(Weather.class).read(json)).isEqualTo(weather);
    assertThat(JsonBinding.of(Weather.class).read("{\"days\":2}"))
        .isEqualTo(new Weather(null, null, 2));
  }

  @Test
  void aDraftMayLackItsNumbers() {
    Feed<Weather> feed = Feed.of(JsonReader.drafts(Weather.class, DEFAULT), "{\"city\":\"R\"}");
    assertThat(feed.emitted).containsExactly(new Weather("R", null, 0));
  }

  @Test
  void aMapperThatTakesNullForANumberTakesNothingForIt() {
    JsonMapper lenient =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
    assertThat(
            Feed.elements(
                    JsonReader.elements("", Weather.class, DEFAULT.withMapper(lenient)), "[{}]")
                .emitted)
        .containsExactly(new Weather(null, null, 0));
  }

  @Test
  void anAnnotationSaysMoreThanTheRule() {
    record Lenient(@JsonProperty(isRequired = OptBoolean.FALSE) int count) {}
    assertThat(JsonBinding.of(Lenient.class).read("{}").count()).isZero();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void sayWhatIsWrongWithoutAdviceToWhoeverDeclaredIt(Class<?> type, String json, String field) {
    JsonBindException problem =
        catchThrowableOfType(JsonBindException.class, () -> JsonBinding.of(type).read(json));
    assertThat(problem.reason()).contains(problem.fault()).contains(problem.field());
    assertThat(problem.field() + "' " + problem.fault()).contains(field.replaceFirst("^'", ""));
    assertThat(problem.fault()).isNotEmpty().doesNotContain("Declare", "Feature", "Creator");
  }

  @Test
  void aTypeMayHaveTypeArguments() {
    JsonBinding<List<Weather>> binding = JsonBinding.of(new TypeReference<>() {});
    assertThat(binding.read("[{\"days\":1}]")).containsExactly(new Weather(null, null, 1));
    assertThatThrownBy(() -> binding.read("[{}]")).hasMessageContaining("'/0/days'");
  }
}
