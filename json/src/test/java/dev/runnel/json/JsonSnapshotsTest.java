package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class JsonSnapshotsTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static List<JsonNode> snapshots(String... chunks) {
    return Feed.snapshots(DEFAULT, chunks).emitted;
  }

  @Test
  void growWithTheText() {
    assertThat(snapshots("{\"countries\": [{\"name\": \"Sp", "ain\", \"population\": 46", "754}]}"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"countries\":[{\"name\":\"Sp\"}]}",
            "{\"countries\":[{\"name\":\"Spain\",\"population\":46}]}",
            "{\"countries\":[{\"name\":\"Spain\",\"population\":46754}]}");
  }

  @Test
  void giveNullAsTheResultOnly() {
    Feed<JsonNode> feed = Feed.snapshots(DEFAULT, "null");

    assertThat(feed.emitted).isEmpty();
    assertThat(feed.result().orElseThrow().isNull()).isTrue();
    for (String shown : List.of("12", "[1]", "{}", "true", "[[], 2]")) {
      String text = shown + " x\n```\nnull\n```";
      for (int size = 1; size <= text.length(); size++) {
        Feed<JsonNode> cut = Feed.snapshots(DEFAULT, Feed.cut(text, size));
        if (shown.startsWith("[") || shown.startsWith("{")) {
          assertThat(cut.result().orElseThrow()).hasToString(shown.replace(" ", ""));
        } else {
          assertThat(cut.result().orElseThrow().isNull()).isTrue();
        }
        assertThat(cut.emitted).noneMatch(JsonNode::isNull);
        assertThat(Feed.of(JsonReader.patches(DEFAULT), Feed.cut(text, size)).emitted)
            .hasSameSizeAs(cut.emitted);
      }
    }
  }

  @Test
  void showADocumentThatIsSureOnlyByTheEndOfTheText() {
    Feed<JsonNode> feed = Feed.snapshots(DEFAULT, "1\n```\n[2]");

    assertThat(feed.emitted).extracting(JsonNode::toString).containsExactly("1", "[2]");
    assertThat(feed.at).containsExactly(0, 1);
  }

  @Test
  void haveAResultWhenTheDocumentIsComplete() {
    JsonReader<JsonNode> reader = JsonReader.snapshots(DEFAULT);
    List<JsonNode> shown = new ArrayList<>();

    reader.feed("{\"a\":\"x\",\"b\":tr", shown::add);
    assertThat(reader.isFinished()).isFalse();
    assertThat(reader.result()).isEmpty();
    assertThat(reader.lastGoodValue().orElseThrow()).hasToString("{\"a\":\"x\"}");

    reader.feed("ue} and more", shown::add);
    assertThat(reader.isFinished()).isTrue();
    assertThat(reader.result()).isEqualTo(reader.lastGoodValue()).contains(shown.get(1));

    reader.feed("{\"ignored\":1}", shown::add);
    reader.complete(shown::add);
    assertThat(shown).hasSize(2);
  }

  @Test
  void haveTheLastGoodValueAsTheResultOfAnErrorThatIsForgiven() {
    JsonReadOptions forgiving = DEFAULT.withErrorsForgiven();

    assertThat(Feed.snapshots(forgiving, "{\"a\":1,,").result().orElseThrow())
        .hasToString("{\"a\":1}");
    assertThat(Feed.snapshots(forgiving, "no JSON here").result()).isEmpty();
  }

  @Test
  void failAgainAfterAFailure() {
    JsonReader<JsonNode> reader = JsonReader.snapshots(DEFAULT);
    List<JsonNode> shown = new ArrayList<>();

    assertThatThrownBy(() -> reader.feed("{\"a\":[1}", shown::add))
        .isInstanceOf(JsonStreamException.class);
    assertThatThrownBy(() -> reader.feed("]", shown::add)).isInstanceOf(JsonStreamException.class);
    assertThatThrownBy(() -> reader.complete(shown::add)).isInstanceOf(JsonStreamException.class);
    assertThat(reader.isFinished()).isTrue();
    assertThat(reader.result()).isEmpty();
    assertThat(shown).isEmpty();
  }

  @Test
  void cannotBeChanged() {
    for (JsonNode snapshot : snapshots("{\"a\":[1,{\"b\":\"x", "y\"}],\"c\":{}}")) {
      ObjectNode object = (ObjectNode) snapshot;
      ArrayNode array = (ArrayNode) object.get("a");
      assertThatThrownBy(() -> object.put("a", 1))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> object.remove("a"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(object::removeAll).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> array.add(1)).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> array.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> array.remove(0)).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(array::removeAll).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void canBeCopiedIntoNodesThatCanBeChanged() {
    ObjectNode copy = (ObjectNode) snapshots("{\"a\":[1,{\"b\":\"x").get(0).deepCopy();

    copy.withArray("a").add(2);

    assertThat(copy).hasToString("{\"a\":[1,{\"b\":\"x\"},2]}");
  }

  @Test
  void behaveAsJacksonsOwnNodes() {
    String text = "{\"a\":[1,2.50,-0,12345678901234567890,true,null,\"x\\n\"],\"b\":{\"c\":{}}}";
    JsonNode ours = snapshots(text).get(0);
    JsonNode theirs = ConformanceCase.MAPPER.readTree(text.replace("-0", "0"));

    assertThat(ours).isEqualTo(theirs).hasSameHashCodeAs(theirs);
    assertThat(theirs).isEqualTo(ours);
    assertThat(ours.toString()).isEqualTo(theirs.toString());
    assertThat(ours.toPrettyString()).isEqualTo(theirs.toPrettyString());
    assertThat(MAPPER.writeValueAsString(ours)).isEqualTo(MAPPER.writeValueAsString(theirs));
    assertThat(ours.at("/a/1").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(ours.findValue("c")).isEmpty();
    assertThat(ours.get("a")).isInstanceOf(ArrayNode.class).hasSize(7);
    assertThat(ours.get("a").get(6)).isInstanceOf(StringNode.class);
    assertThat(ours.get("missing")).isNull();
    assertThat(ours.path("a").path(99).isMissingNode()).isTrue();
    assertThat(ours.propertyNames()).containsExactly("a", "b");
    assertThat(ours.equals((a, b) -> a.equals(b) ? 0 : 1, theirs)).isTrue();
    assertThat(ours.equals((a, b) -> 1, theirs)).isFalse();
  }

  @Test
  void behaveAsJacksonsOwnArrays() {
    String text = "[1,[2.50],{\"a\":[]},null]";
    JsonNode theirs = ConformanceCase.MAPPER.readTree(text);
    for (JsonNode ours : snapshots(text, "\n")) {
      assertThat(ours).isEqualTo(theirs).hasSameHashCodeAs(theirs);
      assertThat(ours).isNotEqualTo(ConformanceCase.MAPPER.readTree("[1,[2.50],{\"a\":[]},true]"));
      assertThat(ours.equals((a, b) -> a.equals(b) ? 0 : 1, theirs)).isTrue();
      assertThat(ours.equals((a, b) -> 1, theirs)).isFalse();
      assertThat(ours.toPrettyString()).isEqualTo(theirs.toPrettyString());
      assertThat(MAPPER.writeValueAsString(ours)).isEqualTo(text);
      JsonMapper terse =
          JsonMapper.builder().disable(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS).build();
      assertThat(terse.writeValueAsString(ours)).isEqualTo(terse.writeValueAsString(theirs));
    }
  }

  @Test
  void areWrittenAsTheMapperIsAskedTo() {
    JsonNode snapshot = snapshots("{\"b\":[],\"a\":null,\"c\":1}").get(0);
    JsonMapper terse =
        JsonMapper.builder().disable(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS).build();

    assertThat(terse.writeValueAsString(snapshot)).isEqualTo("{\"a\":null,\"c\":1}");
    JsonMapper sorting =
        JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    assertThat(sorting.writeValueAsString(snapshot)).isEqualTo("{\"a\":null,\"b\":[],\"c\":1}");
    JsonMapper withoutNulls =
        JsonMapper.builder().disable(JsonNodeFeature.WRITE_NULL_PROPERTIES).build();
    assertThat(withoutNulls.writeValueAsString(snapshot)).isEqualTo("{\"b\":[],\"c\":1}");
  }

  @Test
  void keepAnOpenStringAsJacksonsNode() {
    JsonNode open = snapshots("{\"a\":\"Sp").get(0);

    assertThat(open.get("a")).isEqualTo(JsonNodeFactory.instance.stringNode("Sp"));
    assertThat(JsonNodeFactory.instance.stringNode("Sp")).isEqualTo(open.get("a"));
  }

  @Test
  void keepALongOpenStringAtTheTopAsAStringToo() {
    String text = "x".repeat(1_000);
    Feed<JsonNode> feed = Feed.snapshots(DEFAULT, "\"" + text, "\"");
    JsonNode open = feed.emitted.get(0);

    assertThat(feed.emitted).hasSize(1);
    assertThat(open.isString()).isTrue();
    assertThat(open.stringValue()).isEqualTo(text);
    assertThat(open).isEqualTo(new StringNode(text)).hasSameHashCodeAs(new StringNode(text));
    assertThat(open).hasToString("\"" + text + "\"");
    assertThat(MAPPER.treeToValue(open, String.class)).isEqualTo(text);
    assertThat(feed.result().orElseThrow()).isInstanceOf(StringNode.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D\uD83D\uDE00", "\\ud83d\\uD83D\\ude00", "\\ud83d\uD83D\uDE00"})
  void replaceOnlyTheHalfThatHasNoOther(String halves) {
    String text = "[\"" + halves + "\"]";
    for (int size = 1; size <= text.length(); size++) {
      assertThat(Feed.snapshots(DEFAULT, Feed.cut(text, size)).last().get(0).stringValue())
          .isEqualTo("\uFFFD\uD83D\uDE00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[12", "[12.", "[12e", "[12E+"})
  void keepAnIntegerWhileMoreOfANumberIsMissing(String text) {
    assertThat(Feed.snapshots(DEFAULT, text).last().get(0)).isEqualTo(IntNode.valueOf(12));
  }

  @Test
  void shareWhatIsClosed() {
    List<JsonNode> both = snapshots("{\"a\":[1,2],\"b\":\"", "x\"}");

    assertThat(both.get(1).get("a")).isSameAs(both.get(0).get("a"));
  }

  @Test
  void replaceARepeatedKeyInItsPlace() {
    assertThat(snapshots("{\"a\":{\"x\":1},\"b\":2,\"a\":", "t", "rue,\"b\":\"", "y\"}"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"a\":{\"x\":1},\"b\":2}", "{\"a\":true,\"b\":\"\"}", "{\"a\":true,\"b\":\"y\"}");
  }

  @Test
  void keepEachValueOfRepeatedKeysInAWideObject() {
    StringBuilder text = new StringBuilder("{");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 600; i++) {
        text.append("\"k").append(i).append("\":").append(round).append(',');
      }
    }
    List<JsonNode> emitted = Feed.snapshots(DEFAULT, Feed.cut(text + "\"end\":0}", 97)).emitted;
    List<String> printed = emitted.stream().map(JsonNode::toString).toList();

    assertThat(printed).doesNotHaveDuplicates();
    assertThat(printed.get(10)).doesNotContain(":1").doesNotContain(":2");
    assertThat(printed.get(printed.size() - 1)).doesNotContain(":1").contains("\"k599\":2");
  }

  @Test
  void canBeReadByAnotherThreadWhileTheTextGoesOn() throws Exception {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 3_000; i++) {
      text.append("{\"name\":\"n").append(i).append("\",\"a\":1,\"a\":").append(i).append("},");
    }
    text.append("0]");
    record Kept(JsonNode snapshot, String printed) {}
    BlockingQueue<Kept> queue = new LinkedBlockingQueue<>();
    CompletableFuture<List<Kept>> reader =
        CompletableFuture.supplyAsync(() -> read(queue, Kept::snapshot, Kept::printed));
    JsonReader<JsonNode> writer = JsonReader.snapshots(DEFAULT);
    int[] count = {0};
    for (String chunk : Feed.cut(text.toString(), 5)) {
      writer.feed(
          chunk,
          snapshot -> {
            if (count[0]++ % 50 == 0) {
              queue.add(new Kept(snapshot, snapshot.toString()));
            }
          });
    }
    queue.add(new Kept(JsonNodeFactory.instance.missingNode(), "end"));

    assertThat(reader.get(2, TimeUnit.MINUTES)).hasSizeGreaterThan(100);
  }

  private static <K> List<K> read(
      BlockingQueue<K> queue, Function<K, JsonNode> snapshot, Function<K, String> printed) {
    List<K> kept = new ArrayList<>();
    try {
      K next = queue.take();
      while (!snapshot.apply(next).isMissingNode()) {
        assertThat(snapshot.apply(next).toString()).isEqualTo(printed.apply(next));
        kept.add(next);
        next = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (K one : kept) {
      assertThat(snapshot.apply(one).toString()).isEqualTo(printed.apply(one));
    }
    return kept;
  }
}
