package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonLimitsTest {
  private static void assertFails(
      Feed<JsonNode, JsonNode> feed, JsonStreamException.Kind kind, long offset) {
    assertThat(feed.error).isNotNull();
    assertThat(feed.error.kind()).isEqualTo(kind);
    assertThat(feed.error.offset()).isEqualTo(offset);
  }

  @Test
  void readsAThousandOpenArraysAndNoMore() {
    JsonSnapshots parser = JsonOutputParser.snapshots();

    Feed<JsonNode, JsonNode> fits = Feed.of(parser, "[".repeat(1_000) + "]".repeat(1_000));
    assertThat(fits.result().orElseThrow().toString())
        .isEqualTo("[".repeat(1_000) + "]".repeat(1_000));

    String deeper = "[".repeat(1_001) + "]".repeat(1_001);
    assertFails(Feed.of(parser, deeper), JsonStreamException.Kind.DEPTH, 1_000);
    assertFails(Feed.of(parser, Feed.characters(deeper)), JsonStreamException.Kind.DEPTH, 1_000);
  }

  @Test
  void readsAThousandOpenObjectsAndNoMore() {
    JsonSnapshots parser = JsonOutputParser.snapshots();
    String fits = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
    String deeper = "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001);

    assertThat(Feed.of(parser, fits).result().orElseThrow().toString()).isEqualTo(fits);
    assertFails(Feed.of(parser, deeper), JsonStreamException.Kind.DEPTH, 5_000);
  }

  @Test
  void comparesPrintsHashesAndCopiesAMillionNestedArrays() {
    int depth = 1_000_000;
    String text = "[".repeat(depth) + "]".repeat(depth);
    JsonSnapshots parser = JsonOutputParser.snapshots().maxDepth(depth);

    Feed<JsonNode, JsonNode> feed = Feed.of(parser, Feed.cut(text, depth / 4));
    JsonNode document = feed.result().orElseThrow();
    JsonNode again = Feed.of(parser, text).result().orElseThrow();

    assertThat(feed.emitted).hasSize(4);
    assertThat(document.equals(again)).isTrue();
    assertThat(document.equals(feed.emitted.get(0))).isFalse();
    assertThat(document.hashCode()).isEqualTo(again.hashCode());
    assertThat(document.toString().equals(text)).isTrue();
    assertThat(document.deepCopy().size()).isEqualTo(1);
  }

  @Test
  void comparesAndPrintsAMillionNestedObjects() {
    int depth = 1_000_000;
    String text = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    JsonSnapshots parser = JsonOutputParser.snapshots().maxDepth(depth);
    JsonNode document = Feed.of(parser, text).result().orElseThrow();

    assertThat(document.toString().equals(text)).isTrue();
    assertThat(document.equals(Feed.of(parser, text).result().orElseThrow())).isTrue();
    assertThat(document.hashCode())
        .isEqualTo(Feed.of(parser, Feed.cut(text, depth)).result().orElseThrow().hashCode());
  }

  @Test
  void givesPatchesAndElementsOfAMillionNestedArrays() {
    int depth = 1_000_000;
    String text = "[".repeat(depth) + "]".repeat(depth);

    Feed<JsonPatch, List<JsonPatch>> patches =
        Feed.of(JsonOutputParser.patches().maxDepth(depth), Feed.cut(text, depth / 2));
    assertThat(patches.emitted).hasSize(2);
    assertThat(patches.emitted.get(1).operations().get(0).path()).hasSize(depth / 2 * 2);

    Feed<JsonNode, List<JsonNode>> elements =
        Feed.of(JsonOutputParser.elements("", JsonNode.class).maxDepth(depth), text);
    assertThat(elements.emitted).hasSize(1);
  }

  @Test
  void readsALongString() {
    String text = "{\"a\":\"" + "x".repeat(15_000_000) + "\"}";

    JsonNode document = Feed.of(JsonOutputParser.snapshots(), text).result().orElseThrow();

    assertThat(document.get("a").stringValue().length()).isEqualTo(15_000_000);
  }

  @Test
  void failsAtTheFirstCharacterBeyondTheLength() {
    int limit = 16 * 1024 * 1024;
    String text = "{\"a\":\"" + "x".repeat(limit);

    assertFails(
        Feed.of(JsonOutputParser.snapshots(), Feed.cut(text, 1_000_000)),
        JsonStreamException.Kind.LENGTH,
        limit);
  }

  @Test
  void countsTheTextOnlyUpToTheEndOfTheDocument() {
    JsonSnapshots parser = JsonOutputParser.snapshots().maxLength(3);

    assertThat(Feed.of(parser, "[1] \n and more").result().orElseThrow()).hasToString("[1]");
    assertThat(Feed.of(parser, "[1]").result().orElseThrow()).hasToString("[1]");
    assertFails(Feed.of(parser, "[12]"), JsonStreamException.Kind.LENGTH, 3);
  }

  @Test
  void keepsEachOfAThousandDigitsAndNoMore() {
    JsonSnapshots parser = JsonOutputParser.snapshots();
    String digits = "7".repeat(1_000);

    assertThat(Feed.of(parser, "[" + digits + "]").result().orElseThrow().get(0).bigIntegerValue())
        .isEqualTo(new BigInteger(digits));
    assertThat(Feed.of(parser, digits).result().orElseThrow().bigIntegerValue())
        .isEqualTo(new BigInteger(digits));
    assertFails(Feed.of(parser, "[" + digits + "7]"), JsonStreamException.Kind.LENGTH, 1_001);
    assertFails(Feed.of(parser, digits + "7"), JsonStreamException.Kind.LENGTH, 1_000);
    assertFails(
        Feed.of(parser, Feed.characters(digits + ".5")), JsonStreamException.Kind.LENGTH, 1_000);
  }

  @Test
  void refusesALimitThatAllowsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonOutputParser.snapshots().maxDepth(0))
        .withMessageContaining("maxDepth");
    assertThatIllegalArgumentException().isThrownBy(() -> JsonOutputParser.patches().maxLength(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonOutputParser.snapshots().maxNumberLength(0));
  }
}
