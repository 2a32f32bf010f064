package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

class JsonPatchesTest {
  private static List<String> patches(String... chunks) {
    return Feed.of(JsonOutputParser.patches(), chunks).emitted.stream()
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
  void goFromOneCandidateToTheNext() {
    assertThat(patches("[1", "] see\n```\n[1, 2", ", \"x\"]"))
        .containsExactly(
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":[1]}]",
            "[{\"op\":\"add\",\"path\":\"/1\",\"value\":2},"
                + "{\"op\":\"add\",\"path\":\"/2\",\"value\":\"x\"}]");
  }

  @Test
  void areWrittenByJacksonAsTheRfcSays() {
    List<JsonPatch> emitted = Feed.of(JsonOutputParser.patches(), "{\"a\":1", ",\"b\":2}").emitted;

    assertThat(JsonMapper.shared().writeValueAsString(emitted.get(1)))
        .isEqualTo("[{\"op\":\"add\",\"path\":\"/b\",\"value\":2}]");
    assertThat(emitted.get(1).toString())
        .isEqualTo(JsonMapper.shared().writeValueAsString(emitted.get(1)));
  }

  @Test
  void areEqualIfTheirOperationsAre() {
    List<JsonPatch> once = Feed.of(JsonOutputParser.patches(), "[1", ",2]").emitted;
    List<JsonPatch> again = Feed.of(JsonOutputParser.patches(), "[1", ",2 ", "]").emitted;

    assertThat(once).isEqualTo(again).hasSameHashCodeAs(again);
    assertThat(once.get(0)).isNotEqualTo(once.get(1));
  }

  @Test
  void giveAStringAsJacksonsNode() {
    String text = "x".repeat(1_000);
    JsonPatch patch = Feed.of(JsonOutputParser.patches(), "\"" + text).emitted.get(0);

    assertThat(patch.operations().get(0).value()).isEqualTo(new StringNode(text));
    assertThat(new StringNode(text)).isEqualTo(patch.operations().get(0).value());
  }

  @Test
  void areAllInTheWhole() {
    assertThat(JsonOutputParser.patches().invoke("[1,2]")).hasSize(1);
    assertThat(JsonOutputParser.patches().invoke("null")).isEmpty();
  }
}
