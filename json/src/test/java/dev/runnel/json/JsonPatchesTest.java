package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runnel.json.JsonPatch.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

class JsonPatchesTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final JsonNode ONE = JsonNodeFactory.instance.numberNode(1);

  private static List<String> patches(String... chunks) {
    return Feed.of(JsonReader.patches(DEFAULT), chunks).emitted.stream()
        .map(JsonPatch::toString)
        .toList();
  }

  @Test
  void beginWithTheWholeDocumentAndGoOnWithWhatChanged() {
    assertThat(patches("{\"a\":[1", ",2],\"b\":\"x", "y\",\"c/d\":{}", "}"))
        .containsExactly(
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"a\":[1]}}]",
            "[{\"op\":\"add\",\"path\":\"/a/1\",\"value\":2},"
                + "{\"op\":\"add\",\"path\":\"/b\",\"value\":\"x\"}]",
            "[{\"op\":\"replace\",\"path\":\"/b\",\"value\":\"xy\"},"
                + "{\"op\":\"add\",\"path\":\"/c~1d\",\"value\":{}}]");
  }

  @Test
  void compareValuesWhereAKeyIsRepeated() {
    assertThat(patches("{\"a\":{\"x\":1,\"y\":[1]},\"b\":1", ",\"a\":{\"y\":[1,2],\"x\":1}"))
        .containsExactly(
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"a\":{\"x\":1,\"y\":[1]},\"b\":1}}]",
            "[{\"op\":\"add\",\"path\":\"/a/y/1\",\"value\":2}]");
    assertThat(patches("{\"a\":[1,2]", ",\"a\":[1],\"c\":0", ",\"a\":[1]"))
        .containsExactly(
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"a\":[1,2]}}]",
            "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":[1]},"
                + "{\"op\":\"add\",\"path\":\"/c\",\"value\":0}]");
  }

  @Test
  void tellWhatAnotherValueOfARepeatedKeyIs() {
    for (String[] values :
        new String[][] {
          {"[1]", "{\"0\":1}"},
          {"{\"0\":1}", "[1]"},
          {"{}", "[]"},
          {"[1,2]", "[3,2]"},
          {"[1,2]", "[1]"},
          {"{\"x\":1,\"y\":2}", "{\"x\":1}"},
          {"{\"x\":1,\"y\":2}", "{\"x\":1,\"z\":2}"},
          {"[]", "\"\""},
          {"\"x\"", "[]"},
          {"1", "\"1\""},
          {"\"1\"", "1"}
        }) {
      String first = "{\"a\":" + values[0] + ",\"b\":" + values[0];
      for (String key : List.of("a", "b")) {
        String second = ",\"" + key + "\":" + values[1];
        JsonPatcher patcher = new JsonPatcher();
        Feed<JsonPatch> patches = Feed.of(JsonReader.patches(DEFAULT), first, second, "}");
        patches.emitted.forEach(patch -> patcher.apply(patch.operations()));
        assertThat(patcher.document()).as(second).isEqualTo(patches.result().orElseThrow());
        assertThat(Feed.snapshots(DEFAULT, first, second, "}").last())
            .as(second)
            .isEqualTo(patches.result().orElseThrow());
      }
    }
  }

  @Test
  void sayNothingOfAStringThatIsWrittenAgain() {
    assertThat(patches("{\"k\":\"x", "\",\"k\":\"x", "\",\"k\":\"x\"", "}"))
        .containsExactly("[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"k\":\"x\"}}]");
    assertThat(patches("{\"k\":\"x", "\",\"k\":\"y", "\",\"k\":\"y", "\"}")).hasSize(2);
    assertThat(patches("{\"k\":\"x\"", ",\"k\":\"x", "\"}")).hasSize(1);
    String text = "x".repeat(1_000);
    assertThat(patches("\"" + text + "\"", " is prose\n```\n\"" + text, "\"\n```")).hasSize(1);
    assertThat(patches("\"" + text, "\" is prose\n```\n\"" + text, "\"\n```")).hasSize(1);
  }

  @Test
  void tellWhereAStringAtTheTopGrows() {
    String text = "x".repeat(1_000);
    assertThat(Feed.of(JsonReader.patches(DEFAULT), "\"x", text, text, "y\"", "\n").at)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void tellWhatIsOpenInThePlaceOfAnotherValue() {
    assertThat(Feed.of(JsonReader.patches(DEFAULT), "{\"a\":1,\"b\":2", ",\"a\":3", "}").at)
        .containsExactly(0, 1);
    assertThat(Feed.of(JsonReader.patches(DEFAULT), "{\"a\":1,\"b\":2", ",\"b\":3", "}").at)
        .containsExactly(0, 1);
  }

  @Test
  void goFromOneCandidateToTheNext() {
    assertThat(patches("[1", "] see\n```\n[1, 2", ", \"x\"]"))
        .containsExactly(
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":[1]}]",
            "[{\"op\":\"add\",\"path\":\"/1\",\"value\":2},"
                + "{\"op\":\"add\",\"path\":\"/2\",\"value\":\"x\"}]");
  }

  @Test
  void areWrittenByJacksonAsTheRfcSays() {
    List<JsonPatch> emitted = Feed.of(JsonReader.patches(DEFAULT), "{\"a\":1", ",\"b\":2}").emitted;

    assertThat(MAPPER.writeValueAsString(emitted.get(1)))
        .isEqualTo("[{\"op\":\"add\",\"path\":\"/b\",\"value\":2}]");
    assertThat(emitted.get(1).toString()).isEqualTo(MAPPER.writeValueAsString(emitted.get(1)));
  }

  @Test
  void areEqualIfTheirOperationsAre() {
    List<JsonPatch> once = Feed.of(JsonReader.patches(DEFAULT), "[1", ",2]").emitted;
    List<JsonPatch> again = Feed.of(JsonReader.patches(DEFAULT), "[1", ",2 ", "]").emitted;

    assertThat(once).isEqualTo(again).hasSameHashCodeAs(again);
    assertThat(once.get(0)).isNotEqualTo(once.get(1));
  }

  @Test
  void giveAStringAsJacksonsNode() {
    String text = "x".repeat(1_000);
    JsonPatch patch = Feed.of(JsonReader.patches(DEFAULT), "\"" + text).emitted.get(0);

    assertThat(patch.operations().get(0).value()).isEqualTo(new StringNode(text));
    assertThat(new StringNode(text)).isEqualTo(patch.operations().get(0).value());
  }

  private static JsonNode apply(String document, Operation... operations) {
    return JsonPatch.of(operations).applyTo(MAPPER.readTree(document));
  }

  @Test
  void applyTheirOperationsInOrder() {
    assertThat(
            apply(
                "{\"a\":[1,2],\"b\":{}}",
                Operation.add("/a/-", ONE),
                Operation.add("/a/0", ONE),
                Operation.replace("/a/1", ONE),
                Operation.add("/b/c~1d", ONE),
                Operation.replace("/b/c~1d", MAPPER.readTree("[]"))))
        .hasToString("{\"a\":[1,1,2,1],\"b\":{\"c/d\":[]}}");
    assertThat(apply("{}", Operation.replace("", ONE))).isEqualTo(ONE);
  }

  @Test
  void refuseADocumentThatTheyDoNotFit() {
    for (Operation misfit :
        List.of(
            Operation.replace("/b", ONE),
            Operation.replace("/a/1", ONE),
            Operation.add("/a/2", ONE),
            Operation.add("/a/x", ONE),
            Operation.replace("/a/-", ONE),
            Operation.add("/b/c", ONE))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> apply("{\"a\":[0]}", misfit))
          .withMessageContaining("'" + misfit.path() + "'");
    }
  }

  @Test
  void areNotReachedByChangesOfWhatTheyWereWrittenInto() {
    Operation operation = Operation.add("/a", MAPPER.readTree("{\"b\":1}"));

    operation.toJson().withObject("/value").put("b", 2);
    JsonPatch.of(operation).applyTo(MAPPER.readTree("{}")).withObject("/a").put("b", 2);

    assertThat(operation).hasToString("{\"op\":\"add\",\"path\":\"/a\",\"value\":{\"b\":1}}");
    assertThat(JsonPatch.of(operation).toJson())
        .hasToString("[{\"op\":\"add\",\"path\":\"/a\",\"value\":{\"b\":1}}]");
  }
}
