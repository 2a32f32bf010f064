package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.annotations.RunType;
import dev.runnel.json.IndexedElement;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Partial;
import dev.runnel.json.Truncated;
import dev.runnel.json.UnbindableHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The views of a reader as components; what readers do is tested with them. */
class JsonViewsTest {
  record City(String cityName) {}

  record Draft(@Nullable String title, @Nullable Boolean done) {}

  private static <C> List<C> chunks(JsonView<C, ?, ?> view, String... text) {
    return view.transform(ChunkStream.of(text)).toList();
  }

  @Test
  void areParsersToWhoeverListens() {
    assertThat(JsonOutputParser.snapshots().name()).isEqualTo("JsonOutputParser");
    assertThat(JsonOutputParser.snapshots().type()).isEqualTo(RunType.PARSER);
  }

  @Test
  void ofSnapshotsHaveTheDocumentAsTheWhole() {
    JsonSnapshots parser = JsonOutputParser.snapshots();

    assertThat(chunks(parser, "[1", ",2", "]"))
        .extracting(JsonNode::toString)
        .containsExactly("[1]", "[1,2]");
    assertThat(parser.invoke("```json\n{\"a\":1}\n```")).hasToString("{\"a\":1}");
    assertThat(parser.invoke("null").isNull()).isTrue();
    assertThat(parser.withErrorsForgiven().invoke("no JSON here").isNull()).isTrue();
    assertThatThrownBy(() -> parser.invoke("{\"a\":[1}")).isInstanceOf(JsonStreamException.class);
  }

  @Test
  void ofSnapshotsHaveALongStringAtTheTopAsJacksonsNode() {
    JsonSnapshots parser = JsonOutputParser.snapshots();
    String text = "x".repeat(1_000);
    List<JsonNode> chunks = chunks(parser, "\"" + text, "\"");
    Accumulator<JsonNode, JsonNode> accumulator = parser.whole().accumulator();

    assertThat(chunks).hasSize(1);
    chunks.forEach(accumulator::add);
    assertThat(accumulator.sum()).isInstanceOf(StringNode.class).isEqualTo(new StringNode(text));
  }

  @Test
  void ofPatchesHaveAllPatchesAsTheWhole() {
    List<JsonPatch> patches = JsonOutputParser.patches().invoke("[1,2]");

    assertThat(patches).hasToString("[[{\"op\":\"replace\",\"path\":\"\",\"value\":[1,2]}]]");
    assertThat(JsonOutputParser.patches().invoke("null")).isEmpty();
  }

  @Test
  void ofElementsHaveTheListAsTheWhole() {
    JsonElements<Integer> numbers = JsonOutputParser.elements("/a", Integer.class);
    JsonElements<Map<String, Integer>> maps =
        JsonOutputParser.elements("", new TypeReference<Map<String, Integer>>() {});

    assertThat(chunks(numbers, "{\"a\":[1,", "2", "]}")).containsExactly(1, 2);
    assertThat(numbers.invoke("{\"a\":[1,2]}")).containsExactly(1, 2);
    assertThat(maps.invoke("[{\"b\":3}]")).containsExactly(Map.of("b", 3));
  }

  @Test
  void ofElementsGiveIndexesAndSkipWhatDoesNotBindIfAsked() {
    JsonElements<Integer> numbers = JsonOutputParser.elements("", Integer.class);

    assertThatThrownBy(() -> numbers.invoke("[5,\"x\",6]")).isInstanceOf(JsonBindException.class);
    assertThat(
            numbers
                .withUnbindableHandler(UnbindableHandler.skip())
                .withIndexes()
                .invoke("[5,\"x\",6]"))
        .containsExactly(new IndexedElement<>(0, 5), new IndexedElement<>(2, 6));
    assertThat(
            numbers
                .withIndexes()
                .withUnbindableHandler(UnbindableHandler.skip())
                .withIndexes()
                .invoke("[\"x\",6]"))
        .containsExactly(new IndexedElement<>(1, new IndexedElement<>(1, 6)));
  }

  @Test
  void giveWhatCameBeforeAnElementThatDoesNotBind() {
    try (ChunkStream<Integer> numbers =
        JsonOutputParser.elements("", Integer.class)
            .transform(ChunkStream.of("{\"a\":1}\n```", "[5,\"x\"]\n"))) {
      assertThat(numbers.hasNext()).isFalse();
    }
    try (ChunkStream<Integer> numbers =
        JsonOutputParser.elements("", Integer.class).transform(ChunkStream.of("[5,\"x\",6]"))) {
      assertThat(numbers.next()).isEqualTo(5);
      assertThatThrownBy(numbers::next).isInstanceOf(JsonBindException.class);
    }
  }

  @Test
  void refuseWhatIsNoPointerAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonOutputParser.elements("a", Integer.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonOutputParser.elements("a", new TypeReference<Integer>() {}));
  }

  @Test
  void ofPartialsHaveTheTypedDocumentAsTheWhole() {
    JsonPartials<Draft> parser = JsonOutputParser.partials(Draft.class);
    JsonPartials<List<String>> tags =
        JsonOutputParser.partials(new TypeReference<List<String>>() {});

    assertThat(chunks(parser, "{\"title\":\"x\",", "\"done\":true}"))
        .extracting(Partial::isComplete)
        .containsExactly(false, true);
    assertThat(parser.invoke("{\"title\":\"x\"}")).isEqualTo(new Draft("x", null));
    assertThat(tags.invoke("[\"a\"]")).containsExactly("a");
    assertThatThrownBy(() -> parser.invoke("{\"title\":\"A"))
        .isInstanceOf(JsonStreamException.class);
    assertThatThrownBy(() -> parser.withTruncated(Truncated.KEEP).invoke("{\"title\":\"A"))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("drafts");
  }

  @Test
  void ofDraftsHaveTheLastOneAsTheWhole() {
    JsonDrafts<Draft> parser = JsonOutputParser.drafts(Draft.class);
    JsonDrafts<Map<String, String>> maps =
        JsonOutputParser.drafts(new TypeReference<Map<String, String>>() {});

    assertThat(parser.invoke("{\"title\":\"x\",\"done\":true}")).isEqualTo(new Draft("x", true));
    assertThat(parser.withTruncated(Truncated.KEEP).invoke("{\"title\":\"x\",\"done\":tr"))
        .isEqualTo(new Draft("x", null));
    assertThat(maps.invoke("{\"a\":\"b\"}")).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void takeEachOptionOfAReader() {
    JsonMapper snake =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    JsonSnapshots parser = JsonOutputParser.snapshots();

    assertThat(parser.withUnfencedDocuments().invoke("Sure: {\"a\":1}")).hasToString("{\"a\":1}");
    assertThatThrownBy(() -> parser.withMaxDepth(1).invoke("[[")).hasMessageContaining("deep");
    assertThatThrownBy(() -> parser.withMaxLength(2).invoke("[1]")).hasMessageContaining("long");
    assertThatThrownBy(() -> parser.withMaxNumberLength(1).invoke("[12"))
        .hasMessageContaining("long");
    assertThat(parser.withTruncated(Truncated.KEEP).invoke("[1")).hasToString("[1]");
    assertThat(
            JsonOutputParser.drafts(City.class).withMapper(snake).invoke("{\"city_name\":\"A\"}"))
        .isEqualTo(new City("A"));
  }

  @Test
  void takeAllOptionsAtOnce() {
    JsonReadOptions options =
        JsonReadOptions.DEFAULT.withUnfencedDocuments().withTruncated(Truncated.KEEP);
    String text = "Sure: [1";

    assertThat(JsonOutputParser.snapshots().withOptions(options).invoke(text)).hasToString("[1]");
    assertThat(JsonOutputParser.patches().withOptions(options).invoke(text)).hasSize(1);
    assertThat(JsonOutputParser.elements("", Integer.class).withOptions(options).invoke(text))
        .isEmpty();
    assertThat(chunks(JsonOutputParser.partials(JsonNode.class).withOptions(options), text).get(0))
        .hasToString("growing: [1]");
    assertThat(JsonOutputParser.drafts(JsonNode.class).withOptions(options).invoke(text))
        .hasToString("[1]");
  }
}
