package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents of a million levels, or of many megabytes. */
class HugeDocumentsTest {
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

    JsonStreamException error =
        Objects.requireNonNull(Feed.snapshots(DEFAULT, Feed.cut(text, 1_000_000)).error);

    assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.LENGTH);
    assertThat(error.offset()).isEqualTo(limit);
  }
}
