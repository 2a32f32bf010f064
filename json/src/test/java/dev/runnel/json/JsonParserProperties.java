package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.json.internal.DeepNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@PropertyDefaults(tries = 50, edgeCases = EdgeCasesMode.NONE)
class JsonParserProperties {
  @Provide
  Arbitrary<String> documents() {
    return JsonTexts.documents();
  }

  @Provide
  Arbitrary<String> documentsWithoutRepeatedKeys() {
    return JsonTexts.documentsWithoutRepeatedKeys();
  }

  @Provide
  Arbitrary<String> arrays() {
    return JsonTexts.arrays();
  }

  @Provide
  Arbitrary<String> texts() {
    return JsonTexts.texts();
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return JsonTexts.cuts();
  }

  private static List<String> cut(String text, List<Integer> sizes) {
    List<String> chunks = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < text.length(); i++) {
      int size = sizes.get(i % sizes.size());
      int to = Math.min(text.length(), from + (i > 2 * text.length() ? Math.max(1, size) : size));
      chunks.add(text.substring(from, to));
      from = to;
    }
    return chunks;
  }

  @Property
  void agreesWithJacksonsStrictParser(
      @ForAll("documents") String text, @ForAll("cuts") List<Integer> sizes) {
    JsonNode theirs = ConformanceCase.MAPPER.readTree(text);
    JsonNode ours = Feed.snapshots(DEFAULT, cut(text, sizes)).result().orElseThrow();

    assertThat(DeepNodes.sameValue(ours, theirs)).as("%s and %s", ours, theirs).isTrue();
  }

  @Property
  void givesTheSameResultOrErrorHoweverTheTextIsCut(
      @ForAll("texts") String text, @ForAll("cuts") List<Integer> sizes) {
    JsonReadOptions options = DEFAULT;
    Feed<JsonNode> whole = Feed.snapshots(options, text);

    assertSameOutcome(Feed.snapshots(options, cut(text, sizes)), whole);
    assertSameOutcome(Feed.snapshots(options, Feed.characters(text)), whole);
  }

  private static void assertSameOutcome(Feed<JsonNode> feed, Feed<JsonNode> expected) {
    JsonStreamException error = feed.error;
    JsonStreamException expectedError = expected.error;
    if (error == null || expectedError == null) {
      assertThat(error).isEqualTo(expectedError);
      assertSame(feed.result(), expected.result());
      return;
    }
    assertThat(error.kind()).isEqualTo(expectedError.kind());
    assertThat(error.offset()).isEqualTo(expectedError.offset());
    assertThat(error.line()).isEqualTo(expectedError.line());
    assertThat(error.column()).isEqualTo(expectedError.column());
    assertThat(error.expected()).isEqualTo(expectedError.expected());
    assertSame(error.lastGoodValue(), expectedError.lastGoodValue());
  }

  private static void assertSame(Optional<JsonNode> actual, Optional<JsonNode> expected) {
    assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
    if (actual.isPresent()) {
      assertThat(DeepNodes.sameValue(actual.get(), expected.get()))
          .as("%s and %s", actual.get(), expected.get())
          .isTrue();
    }
  }

  @Property
  void emitsLastWhatTheResultIs(@ForAll("texts") String text, @ForAll("cuts") List<Integer> sizes) {
    Feed<JsonNode> feed = Feed.snapshots(DEFAULT, cut(text, sizes));
    Feed<JsonNode> lenient = Feed.snapshots(DEFAULT.withErrorsForgiven(), Feed.characters(text));

    assertThat(lenient.error).isNull();
    if (feed.error != null) {
      assertSame(feed.error.lastGoodValue(), lenient.result());
    } else {
      assertSame(feed.result(), lenient.result());
    }
  }

  @Property
  void neverEmitsTheSameValueTwice(
      @ForAll("texts") String text, @ForAll("cuts") List<Integer> sizes) {
    List<JsonNode> emitted =
        Feed.snapshots(DEFAULT.withUnfencedDocuments(), cut(text, sizes)).emitted;

    for (int i = 1; i < emitted.size(); i++) {
      assertThat(DeepNodes.sameValue(emitted.get(i - 1), emitted.get(i))).isFalse();
    }
  }

  @Property
  void neverChangesASnapshotThatIsKept(
      @ForAll("documents") String text, @ForAll("cuts") List<Integer> sizes) {
    List<JsonNode> kept = new ArrayList<>();
    List<JsonNode> copies = new ArrayList<>();
    JsonReader<JsonNode> reader = JsonReader.snapshots(DEFAULT);
    for (String chunk : cut(text, sizes)) {
      reader.feed(
          chunk,
          snapshot -> {
            kept.add(snapshot);
            copies.add(snapshot.deepCopy());
          });
    }

    assertThat(kept).isEqualTo(copies);
    assertThat(kept)
        .extracting(JsonNode::toString)
        .isEqualTo(copies.stream().map(JsonNode::toString).toList());
  }

  @Property
  void givesPatchesThatMakeTheSnapshots(
      @ForAll("texts") String text, @ForAll("cuts") List<Integer> sizes) {
    List<String> chunks = cut(text, sizes);
    Feed<JsonNode> snapshots = Feed.snapshots(DEFAULT, chunks);
    Feed<JsonPatch> patches = Feed.of(JsonReader.patches(DEFAULT), chunks);
    JsonPatcher patcher = new JsonPatcher();

    assertThat(patches.at).isEqualTo(snapshots.at);
    for (int i = 0; i < patches.emitted.size(); i++) {
      patcher.apply(patches.emitted.get(i).operations());
      assertThat(DeepNodes.sameValue(patcher.document(), snapshots.emitted.get(i)))
          .as("%s and %s", patcher.document(), snapshots.emitted.get(i))
          .isTrue();
    }
  }

  @Property
  void onlyGrows(
      @ForAll("documentsWithoutRepeatedKeys") String text, @ForAll("cuts") List<Integer> sizes) {
    List<JsonNode> emitted = Feed.snapshots(DEFAULT, cut(text, sizes)).emitted;

    for (int i = 1; i < emitted.size(); i++) {
      assertGrew(emitted.get(i - 1), emitted.get(i));
    }
  }

  private static void assertGrew(JsonNode before, @Nullable JsonNode after) {
    assertThat(after).isNotNull();
    assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
    if (before.isString()) {
      assertThat(after.stringValue()).startsWith(before.stringValue());
    } else if (before.isArray()) {
      for (int i = 0; i < before.size(); i++) {
        assertGrew(before.get(i), after.get(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> member : before.properties()) {
        assertGrew(member.getValue(), after.get(member.getKey()));
      }
    }
  }

  @Property
  void givesTheElementsOfTheArray(
      @ForAll("arrays") String text, @ForAll("cuts") List<Integer> sizes) {
    JsonNode array = ConformanceCase.MAPPER.readTree(text);
    String inside = "{\"x\":[0],\"a\":{\"b\":" + text + "},\"y\":[9]}";

    assertElements("", cut(text, sizes), array);
    assertElements("/a/b", cut(inside, sizes), array);
  }

  private static void assertElements(String pointer, List<String> chunks, JsonNode array) {
    List<IndexedElement<JsonNode>> elements =
        Feed.of(JsonReader.elements(pointer, JsonNode.class, DEFAULT), chunks).emitted;
    assertThat(elements).hasSize(array.size());
    for (int i = 0; i < array.size(); i++) {
      assertThat(elements.get(i).index()).isEqualTo(i);
      assertThat(DeepNodes.sameValue(elements.get(i).value(), array.get(i))).isTrue();
    }
  }

  @Property
  void endsPartialsWithTheWholeDocument(
      @ForAll("documents") String text, @ForAll("cuts") List<Integer> sizes) {
    Feed<Partial<JsonNode>> feed =
        Feed.of(JsonReader.partials(JsonNode.class, DEFAULT), cut(text, sizes));

    JsonNode whole = feed.last().wholeOrThrow();
    assertThat(DeepNodes.sameValue(whole, ConformanceCase.MAPPER.readTree(text))).isTrue();
    assertThat(feed.emitted.stream().filter(Partial::isComplete)).hasSize(1);
  }
}
