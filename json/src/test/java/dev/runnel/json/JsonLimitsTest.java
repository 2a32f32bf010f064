package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonLimitsTest {
  private static void assertFails(Feed<JsonNode> feed, JsonStreamException.Kind kind, long offset) {
    assertThat(feed.error).isNotNull();
    assertThat(feed.error.kind()).isEqualTo(kind);
    assertThat(feed.error.offset()).isEqualTo(offset);
  }

  @Test
  void readsAThousandOpenArraysAndNoMore() {
    JsonReadOptions options = DEFAULT;

    Feed<JsonNode> fits = Feed.snapshots(options, "[".repeat(1_000) + "]".repeat(1_000));
    assertThat(fits.result().orElseThrow().toString())
        .isEqualTo("[".repeat(1_000) + "]".repeat(1_000));

    String deeper = "[".repeat(1_001) + "]".repeat(1_001);
    assertFails(Feed.snapshots(options, deeper), JsonStreamException.Kind.DEPTH, 1_000);
    assertFails(
        Feed.snapshots(options, Feed.characters(deeper)), JsonStreamException.Kind.DEPTH, 1_000);
  }

  @Test
  void readsAThousandOpenObjectsAndNoMore() {
    JsonReadOptions options = DEFAULT;
    String fits = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
    String deeper = "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001);

    assertThat(Feed.snapshots(options, fits).result().orElseThrow().toString()).isEqualTo(fits);
    assertFails(Feed.snapshots(options, deeper), JsonStreamException.Kind.DEPTH, 5_000);
  }

  @Test
  void comparesPrintsHashesAndCopiesAMillionNestedArrays() {
    int depth = 1_000_000;
    String text = "[".repeat(depth) + "]".repeat(depth);
    JsonReadOptions options = DEFAULT.withMaxDepth(depth);

    Feed<JsonNode> feed = Feed.snapshots(options, Feed.cut(text, depth / 4));
    JsonNode document = feed.result().orElseThrow();
    JsonNode again = Feed.snapshots(options, text).result().orElseThrow();

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
    JsonReadOptions options = DEFAULT.withMaxDepth(depth);
    JsonNode document = Feed.snapshots(options, text).result().orElseThrow();

    assertThat(document.toString().equals(text)).isTrue();
    assertThat(document.equals(Feed.snapshots(options, text).result().orElseThrow())).isTrue();
    assertThat(document.hashCode())
        .isEqualTo(
            Feed.snapshots(options, Feed.cut(text, depth)).result().orElseThrow().hashCode());
  }

  @Test
  void givesPatchesAndElementsOfAMillionNestedArrays() {
    int depth = 1_000_000;
    String text = "[".repeat(depth) + "]".repeat(depth);

    Feed<JsonPatch> patches =
        Feed.of(JsonReader.patches(DEFAULT.withMaxDepth(depth)), Feed.cut(text, depth / 2));
    assertThat(patches.emitted).hasSize(2);
    assertThat(patches.emitted.get(1).operations().get(0).path()).hasSize(depth / 2 * 2);

    Feed<JsonNode> elements =
        Feed.elements(JsonReader.elements("", JsonNode.class, DEFAULT.withMaxDepth(depth)), text);
    assertThat(elements.emitted).hasSize(1);
  }

  @Test
  void readsALongString() {
    String text = "{\"a\":\"" + "x".repeat(15_000_000) + "\"}";

    JsonNode document = Feed.snapshots(DEFAULT, text).result().orElseThrow();

    assertThat(document.get("a").stringValue().length()).isEqualTo(15_000_000);
  }

  @Test
  void failsAtTheFirstCharacterBeyondTheLength() {
    int limit = 16 * 1024 * 1024;
    String text = "{\"a\":\"" + "x".repeat(limit);

    assertFails(
        Feed.snapshots(DEFAULT, Feed.cut(text, 1_000_000)), JsonStreamException.Kind.LENGTH, limit);
  }

  @Test
  void countsTheTextOnlyUpToTheEndOfTheDocument() {
    JsonReadOptions options = DEFAULT.withMaxLength(3);

    assertThat(Feed.snapshots(options, "[1] \n and more").result().orElseThrow())
        .hasToString("[1]");
    assertThat(Feed.snapshots(options, "[1]").result().orElseThrow()).hasToString("[1]");
    assertFails(Feed.snapshots(options, "[12]"), JsonStreamException.Kind.LENGTH, 3);
  }

  @Test
  void keepsEachOfAThousandDigitsAndNoMore() {
    JsonReadOptions options = DEFAULT;
    String digits = "7".repeat(1_000);

    assertThat(
            Feed.snapshots(options, "[" + digits + "]")
                .result()
                .orElseThrow()
                .get(0)
                .bigIntegerValue())
        .isEqualTo(new BigInteger(digits));
    assertThat(Feed.snapshots(options, digits).result().orElseThrow().bigIntegerValue())
        .isEqualTo(new BigInteger(digits));
    assertFails(
        Feed.snapshots(options, "[" + digits + "7]"), JsonStreamException.Kind.LENGTH, 1_001);
    assertFails(Feed.snapshots(options, digits + "7"), JsonStreamException.Kind.LENGTH, 1_000);
    assertFails(
        Feed.snapshots(options, Feed.characters(digits + ".5")),
        JsonStreamException.Kind.LENGTH,
        1_000);
  }

  @Test
  void refusesALimitThatAllowsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMaxDepth(0))
        .withMessageContaining("maxDepth");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withMaxLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withMaxNumberLength(0));
  }
}
