package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class JsonElementsTest {
  record Country(String name, long population) {}

  private static Feed<Country> countries(JsonReadOptions options, String... chunks) {
    return Feed.elements(JsonReader.elements("/countries", Country.class, options), chunks);
  }

  private static Feed<Integer> numbers(JsonReadOptions options, String... chunks) {
    return Feed.elements(JsonReader.elements("", Integer.class, options), chunks);
  }

  @Test
  void giveEachElementWhenItsLastCharacterHasCome() {
    Feed<Country> feed =
        countries(
            DEFAULT,
            "{\"note\":[1],\"countries\":[{\"name\":\"Spain\",",
            "\"population\":46",
            "754778}",
            ",{\"name\":\"France\",\"population\":1},{\"name\":\"Japan\",\"population\":2}",
            "]}");

    assertThat(feed.emitted)
        .containsExactly(
            new Country("Spain", 46754778), new Country("France", 1), new Country("Japan", 2));
    assertThat(feed.at).containsExactly(2, 3, 3);
    assertThat(feed.result()).isEmpty();
  }

  @Test
  void giveScalarsAtTheirDelimiter() {
    Feed<JsonNode> feed =
        Feed.elements(
            JsonReader.elements("/a", JsonNode.class, DEFAULT),
            "{\"a\":[1",
            "2",
            ",\"x",
            "\",tru",
            "e,null",
            "]}");

    assertThat(feed.emitted)
        .extracting(JsonNode::toString)
        .containsExactly("12", "\"x\"", "true", "null");
    assertThat(feed.at).containsExactly(2, 3, 4, 4);
  }

  @Test
  void waitUntilTheDocumentIsSettled() {
    assertThat(numbers(DEFAULT, "[1", ",2", "]", "\n").at).containsExactly(3, 3);
    assertThat(numbers(DEFAULT, "[1,", "2]").at).containsExactly(2, 2);
    assertThat(numbers(DEFAULT, "[1] see ", "```\n[2]\n", "```").emitted).containsExactly(2);
    assertThat(numbers(DEFAULT, "[1] and", " so on").emitted).containsExactly(1);
    assertThat(numbers(DEFAULT, "[1] and\n```\n", "[2] so on\n```\n").emitted).containsExactly(1);
    assertThat(numbers(DEFAULT, "[1] and\n```\n", "[2,").emitted).containsExactly(1);
    assertThat(elements("", "[0,[1 and\n```\n[[2],3]\n```\n")).containsExactly("[2]", "3");
    assertThat(numbers(DEFAULT, "[1] and", " so on").at).containsExactly(2);
  }

  @Test
  void endWithTheDocumentOrAtAnError() {
    JsonReader<IndexedElement<Integer>> reader = JsonReader.elements("", Integer.class, DEFAULT);
    reader.feed("[1", element -> {});
    assertThat(reader.isFinished()).isFalse();
    reader.feed("]\n", element -> {});
    assertThat(reader.isFinished()).isTrue();
    assertThat(numbers(DEFAULT, "[\"a\",,", "1]").errorAt).isZero();
  }

  @Test
  void followPointersThroughObjectsAndArrays() {
    String text =
        "{\"x\":{\"a/b\":[9]},\"a/b\":[[0],{\"0\":[1]},{\"c\":[[7],8,{\"c\":[6]}],\"d\":[5]},[4]]}";

    assertThat(elements("/a~1b/2/c", text)).containsExactly("[7]", "8", "{\"c\":[6]}");
    assertThat(elements("/a~1b/1/0", text)).containsExactly("1");
    assertThat(elements("/a~1b/0", text)).containsExactly("0");
    assertThat(elements("/a~1b/3", text)).containsExactly("4");
    assertThat(elements("/x/a~1b", text)).containsExactly("9");
    assertThat(elements("/a~1b/2/c/2/c", text)).containsExactly("6");
  }

  @Test
  void areNoneWhereThereIsNoArray() {
    assertThat(elements("/missing", "{\"a\":[1]}")).isEmpty();
    assertThat(elements("/a", "{\"a\":{\"0\":1}}")).isEmpty();
    assertThat(elements("/a/0", "{\"a\":[\"x\"]}")).isEmpty();
    assertThat(elements("", "{\"a\":[1]}")).isEmpty();
    assertThat(elements("/a", "\"text\"")).isEmpty();
  }

  @Test
  void followEachOtherIfTheKeyIsRepeated() {
    assertThat(elements("/a", "{\"a\":[1,2],\"b\":0,\"a\":[3]}")).containsExactly("1", "2", "3");
  }

  private static List<JsonNode> elements(String pointer, List<String> chunks) {
    return Feed.elements(JsonReader.elements(pointer, JsonNode.class, DEFAULT), chunks).emitted;
  }

  private static List<String> elements(String pointer, String text) {
    List<JsonNode> whole = elements(pointer, List.of(text));
    assertThat(elements(pointer, Feed.characters(text))).isEqualTo(whole);
    return whole.stream().map(JsonNode::toString).toList();
  }

  @Test
  void bindToGenericTypes() {
    JsonReader<IndexedElement<Map<String, List<Integer>>>> maps =
        JsonReader.elements("", new TypeReference<>() {}, DEFAULT);

    assertThat(Feed.elements(maps, "[{\"a\":[1,2]},{}]").emitted)
        .containsExactly(Map.of("a", List.of(1, 2)), Map.of());
  }

  @Test
  void bindWithOnesOwnMapper() {
    JsonMapper snake =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    record City(String cityName) {}

    assertThat(
            Feed.elements(
                    JsonReader.elements("", City.class, DEFAULT.withMapper(snake)),
                    "[{\"city_name\":\"Paris\"}]")
                .emitted)
        .containsExactly(new City("Paris"));
  }

  @Test
  void failAtAnElementThatDoesNotBind() {
    String text = "{\"countries\":[{\"name\":\"A\",\"population\":1},{\"population\":\"many\"}]}";

    assertThatThrownBy(() -> countries(DEFAULT, text))
        .isInstanceOfSatisfying(
            JsonBindException.class,
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/countries/1");
              assertThat(problem.index()).isEqualTo(1);
              assertThat(problem.reason()).contains("many");
              assertThat(problem.value().toString()).isEqualTo("{\"population\":\"many\"}");
              assertThat(problem)
                  .hasMessageContaining("/countries/1")
                  .hasMessageContaining("Country")
                  .hasMessageContaining("many");
            });
  }

  @Test
  void skipWhatDoesNotBindIfAsked() {
    String text = "[1,\"x\",{},3,null]";
    List<Integer> reported = new ArrayList<>();

    assertThat(numbers(DEFAULT.withUnbindableHandler(UnbindableHandler.skip()), text).emitted)
        .containsExactly(1, 3);
    assertThat(
            numbers(DEFAULT.withUnbindableHandler(problem -> reported.add(problem.index())), text)
                .emitted)
        .containsExactly(1, 3);
    assertThat(reported).containsExactly(1, 2, 4);
  }

  @Test
  void giveTheIndexToo() {
    JsonReadOptions skipping = DEFAULT.withUnbindableHandler(UnbindableHandler.skip());

    assertThat(Feed.of(JsonReader.elements("", Integer.class, skipping), "[5,\"x\",6]").emitted)
        .containsExactly(new IndexedElement<>(0, 5), new IndexedElement<>(2, 6));
  }

  @Test
  void mayBeOptionalWhereTheTypeSaysSo() {
    JsonReader<IndexedElement<Optional<Integer>>> numbers =
        JsonReader.elements("", new TypeReference<>() {}, DEFAULT);

    assertThat(Feed.elements(numbers, "[1,null]").emitted)
        .containsExactly(Optional.of(1), Optional.empty());
  }

  @Test
  void areKeptFromATextThatIsForgiven() {
    assertThat(numbers(DEFAULT, "[1,2,3").error).isNotNull();
    assertThat(numbers(DEFAULT.withTruncated(Truncated.KEEP), "[1,2,3").emitted)
        .containsExactly(1, 2);
    assertThat(numbers(DEFAULT.withErrorsForgiven(), "[1,2,x").emitted).containsExactly(1, 2);
    assertThat(
            numbers(DEFAULT.withErrorsForgiven().withUnfencedDocuments(), "[1,x] [2,3,y").emitted)
        .as("of the last that was begun")
        .containsExactly(2, 3);
    assertThat(
            countries(
                    DEFAULT.withErrorsForgiven(),
                    "{\"countries\":[{\"name\":\"A\",\"population\":0}",
                    ",,")
                .emitted)
        .containsExactly(new Country("A", 0));
  }

  @Test
  void refuseWhatIsNoPointer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonReader.elements("countries", Country.class, DEFAULT));
  }
}
