package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class JsonDraftsTest {
  enum Size {
    S,
    SMALL
  }

  record Item(@Nullable String name, @Nullable Integer count, @Nullable Size size) {}

  record Draft(@Nullable String title, @Nullable List<Item> items, @Nullable Boolean done) {}

  private static <D> List<D> drafts(JsonReader<D> reader, String... chunks) {
    return Feed.of(reader, chunks).emitted;
  }

  @Test
  void bindEachStateToATypeWhosePartsMayBeMissing() {
    assertThat(
            drafts(
                JsonReader.drafts(Draft.class, DEFAULT),
                "{",
                "\"title\":\"Sh",
                "op\",\"items\":[{\"na",
                "me\":\"x\",\"count\":1",
                "2,\"size\":\"S",
                "MALL\"},{}],\"done\":f",
                "alse}"))
        .containsExactly(
            new Draft(null, null, null),
            new Draft("Sh", null, null),
            new Draft("Shop", List.of(new Item(null, null, null)), null),
            new Draft("Shop", List.of(new Item("x", null, null)), null),
            new Draft("Shop", List.of(new Item("x", 12, null)), null),
            new Draft(
                "Shop", List.of(new Item("x", 12, Size.SMALL), new Item(null, null, null)), null),
            new Draft(
                "Shop", List.of(new Item("x", 12, Size.SMALL), new Item(null, null, null)), false));
  }

  @Test
  void showWhatIsOptionalAsItGrowsIfItsTypeMayGrow() {
    record Maybe(@Nullable Optional<String> name, @Nullable Optional<Integer> count) {}

    assertThat(
            drafts(
                JsonReader.drafts(Maybe.class, DEFAULT), "{\"name\":\"a", "b\",\"count\":1", "2}"))
        .containsExactly(
            new Maybe(Optional.of("a"), Optional.empty()),
            new Maybe(Optional.of("ab"), Optional.empty()),
            new Maybe(Optional.of("ab"), Optional.of(12)));
  }

  /** Then an entry is not simply what its member is bound to. */
  @Test
  void leaveOutWhatAMapIsToldToSkip() {
    record Sparse(@JsonSetter(contentNulls = Nulls.SKIP) @Nullable Map<String, Integer> counts) {}

    assertThat(
            drafts(
                JsonReader.drafts(Sparse.class, DEFAULT),
                "{\"counts\":{\"a\":1,\"b\":null,",
                "\"c\":2,\"d\":null",
                ",\"e\":3,",
                "\"f\":4}}"))
        .containsExactly(
            new Sparse(Map.of("a", 1)),
            new Sparse(Map.of("a", 1, "c", 2)),
            new Sparse(Map.of("a", 1, "c", 2, "e", 3)),
            new Sparse(Map.of("a", 1, "c", 2, "e", 3, "f", 4)));
  }

  @Test
  void endWithWhatThereIs() {
    JsonReadOptions keeping = DEFAULT.withTruncated(Truncated.KEEP);

    assertThat(drafts(JsonReader.drafts(Draft.class, DEFAULT), "{\"title\":\"x\",\"done\":true}"))
        .containsExactly(new Draft("x", null, true));
    assertThat(drafts(JsonReader.drafts(Draft.class, keeping), "{\"title\":\"x\",\"done\":tr"))
        .containsExactly(new Draft("x", null, null));
  }

  @Test
  void neverTakeAGrowingNumberOrEnumForTheWholeOne() {
    List<Draft> all =
        Feed.of(
                JsonReader.drafts(Draft.class, DEFAULT),
                Feed.characters(
                    "{\"items\":[{\"count\":12,\"size\":\"SMALL\"},{\"size\":\"SMALL\"}]}"))
            .emitted;

    assertThat(all)
        .flatExtracting(draft -> draft.items() == null ? List.of() : draft.items())
        .extracting(Item::size)
        .doesNotContain(Size.S)
        .contains(Size.SMALL);
    assertThat(all)
        .flatExtracting(draft -> draft.items() == null ? List.of() : draft.items())
        .extracting(Item::count)
        .doesNotContain(1)
        .contains(12);
  }

  @Test
  void followTheMappersNames() {
    record Named(@Nullable String fullName) {}
    JsonMapper snake =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    assertThat(
            drafts(
                JsonReader.drafts(Named.class, DEFAULT.withMapper(snake)),
                "{\"full_name\":\"A",
                "b\"}"))
        .containsExactly(new Named("A"), new Named("Ab"));
  }

  @Test
  void bindGenericTypes() {
    assertThat(
            drafts(
                JsonReader.drafts(new TypeReference<Map<String, List<String>>>() {}, DEFAULT),
                "{\"a\":[\"x",
                "y\",\"z\"]}"))
        .containsExactly(Map.of("a", List.of("x")), Map.of("a", List.of("xy", "z")));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  sealed interface Shape permits Circle {}

  record Circle(@Nullable Integer radius) implements Shape {}

  @Test
  void passOverStatesThatCannotBeBoundYet() {
    assertThat(
            drafts(
                JsonReader.drafts(Shape.class, DEFAULT),
                "{",
                "\"kind\":\"cir",
                "cle\",",
                "\"radius\":1",
                "2}"))
        .containsExactly(new Circle(null), new Circle(12));
  }

  @Test
  void failIfTheCompleteDocumentCannotBeBound() {
    assertThatThrownBy(() -> drafts(JsonReader.drafts(Draft.class, DEFAULT), "{\"items\":\"x\"}"))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("Draft");
  }
}
