package dev.runnel.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.json.internal.DeepNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

class JsonConformanceTest {
  static List<ConformanceCase> cases() {
    return ConformanceCase.all();
  }

  @Test
  void readsAllCases() {
    assertThat(cases()).hasSize(592);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void emitsTheSnapshotsAtTheirChunks(ConformanceCase c) {
    Feed<JsonNode> feed = Feed.snapshots(c.options(), c.chunks());

    assertThat(feed.at).containsExactlyElementsOf(c.emits().keySet());
    int index = 0;
    for (JsonNode expected : c.emits().values()) {
      assertSame(feed.emitted.get(index++), expected);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWithTheResultOrTheError(ConformanceCase c) {
    Feed<JsonNode> feed = Feed.snapshots(c.options(), c.chunks());

    assertOutcome(c, feed);
    if (c.error() != null) {
      assertThat(feed.errorAt).isEqualTo(c.error().at());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverChangesASnapshotThatIsKept(ConformanceCase c) {
    List<String> printed = new ArrayList<>();
    List<JsonNode> copies = new ArrayList<>();
    List<JsonNode> kept = new ArrayList<>();
    JsonReader<JsonNode> reader = JsonReader.snapshots(c.options());
    try {
      for (String chunk : c.chunks()) {
        reader.feed(
            chunk,
            snapshot -> {
              kept.add(snapshot);
              printed.add(snapshot.toString());
              copies.add(snapshot.deepCopy());
            });
      }
      reader.complete(snapshot -> {});
    } catch (JsonStreamException e) {
      assertThat(c.error()).isNotNull();
    }

    assertThat(kept).extracting(JsonNode::toString).containsExactlyElementsOf(printed);
    assertThat(kept).containsExactlyElementsOf(copies);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesThePatchesThatMakeTheSnapshots(ConformanceCase c) {
    Feed<JsonPatch> feed = Feed.of(JsonReader.patches(c.options()), c.chunks());
    Feed<JsonNode> snapshots = Feed.snapshots(c.options(), c.chunks());
    JsonPatcher patcher = new JsonPatcher();
    JsonNode applied = NullNode.getInstance();

    assertThat(feed.at).containsExactlyElementsOf(c.emits().keySet());
    assertThat(feed.emitted).hasSameSizeAs(c.patches());
    for (int i = 0; i < feed.emitted.size(); i++) {
      assertOperations(feed.emitted.get(i), c.patches().get(i));
      patcher.apply(feed.emitted.get(i).operations());
      applied = feed.emitted.get(i).applyTo(applied);
      assertSame(patcher.document(), snapshots.emitted.get(i));
      assertSame(applied, snapshots.emitted.get(i));
    }
  }

  private static void assertOperations(JsonPatch patch, JsonNode expected) {
    assertThat(patch.operations()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonNode operation = patch.operations().get(i).toJson();
      assertThat(operation.get("op")).isEqualTo(expected.get(i).get("op"));
      assertThat(operation.get("path")).isEqualTo(expected.get(i).get("path"));
      assertSame(operation.get("value"), expected.get(i).get("value"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSameHoweverTheTextIsCut(ConformanceCase c) {
    String text = c.text();
    JsonReadOptions options = c.options();
    assertOutcome(c, Feed.snapshots(options, text));
    assertOutcome(c, Feed.snapshots(options, Feed.characters(text)));
    for (int i = 1; i < text.length(); i += 1 + text.length() / 50) {
      assertOutcome(c, Feed.snapshots(options, text.substring(0, i), text.substring(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsATruncatedValueIfAsked(ConformanceCase c) {
    Feed<JsonNode> feed = Feed.snapshots(c.options().withTruncated(Truncated.KEEP), c.chunks());
    ConformanceCase.Error error = c.error();

    if (error != null && error.kind().equals("truncated") && error.last() != null) {
      assertForgiven(c, error, feed);
    } else {
      assertOutcome(c, feed);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forgivesAllIfAsked(ConformanceCase c) {
    Feed<JsonNode> feed = Feed.snapshots(c.options().withErrorsForgiven(), c.chunks());

    if (c.error() != null) {
      assertForgiven(c, c.error(), feed);
    } else {
      assertOutcome(c, feed);
    }
  }

  private static void assertForgiven(
      ConformanceCase c, ConformanceCase.Error error, Feed<JsonNode> feed) {
    assertThat(feed.error).isNull();
    List<Integer> at = new ArrayList<>(c.emits().keySet());
    if (error.last() == null) {
      assertThat(feed.result()).isEmpty();
    } else {
      assertSame(feed.result().orElseThrow(), error.last());
      JsonNode lastEmitted = at.isEmpty() ? null : feed.emitted.get(at.size() - 1);
      if (lastEmitted == null || !DeepNodes.sameValue(lastEmitted, error.last())) {
        at.add(error.at());
      }
    }
    assertThat(feed.at).containsExactlyElementsOf(at);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheElementsOfAnArrayAtTheTop(ConformanceCase c) {
    Feed<JsonNode> feed =
        Feed.elements(JsonReader.elements("", JsonNode.class, c.options()), c.chunks());

    JsonNode result = c.result();
    if (c.error() != null) {
      assertThat(feed.error).isNotNull();
      assertThat(feed.error.offset()).isEqualTo(c.error().offset());
    } else {
      assertThat(feed.error).isNull();
      int size = result != null && result.isArray() ? result.size() : 0;
      assertThat(feed.emitted).hasSize(size);
      for (int i = 0; i < size; i++) {
        assertSame(feed.emitted.get(i), result.get(i));
      }
    }
  }

  private static void assertOutcome(ConformanceCase c, Feed<JsonNode> feed) {
    ConformanceCase.Error expected = c.error();
    JsonStreamException error = feed.error;
    if (expected == null) {
      assertThat(error).isNull();
      assertSame(feed.result().orElseThrow(), c.result());
      return;
    }
    assertThat(error).isNotNull();
    assertThat(error.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(expected.kind());
    assertThat(error.offset()).isEqualTo(expected.offset());
    assertThat(error.excerpt()).hasSizeLessThanOrEqualTo(80);
    if (expected.last() == null) {
      assertThat(error.lastGoodValue()).isEmpty();
    } else {
      assertSame(error.lastGoodValue().orElseThrow(), expected.last());
    }
  }

  /** Equal as JSON, with the keys in the same order; values that the file leaves out are not. */
  private static void assertSame(JsonNode actual, @Nullable JsonNode expected) {
    if (expected != null && !DeepNodes.sameValue(actual, expected)) {
      assertThat(actual).isEqualTo(expected);
      throw new AssertionError(actual + " is not " + expected);
    }
    if (expected != null && expected.isObject()) {
      assertThat(actual.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
    }
  }
}
