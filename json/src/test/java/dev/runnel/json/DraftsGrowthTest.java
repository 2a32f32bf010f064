package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What all drafts of a document bind together grows with the document, and not with its square. */
class DraftsGrowthTest {
  private static final AtomicInteger BOUND = new AtomicInteger();

  /** Counts how often one is bound. */
  record Number(long value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Number {
      BOUND.incrementAndGet();
    }
  }

  record Holder(Number @Nullable [] numbers, @Nullable String text) {}

  static final class Bean {
    final Map<String, Number> rest = new LinkedHashMap<>();

    @JsonAnySetter
    public void rest(String key, Number value) {
      rest.put(key, value);
    }
  }

  /** A type, and the JSON of a document with so many numbers. */
  record Growing(String name, TypeReference<?> type, String before, boolean keys, String after) {
    String document(int numbers) {
      return IntStream.range(0, numbers)
          .mapToObj(i -> keys ? "\"k" + i + "\":" + i : "" + i)
          .collect(Collectors.joining(",", before, after));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Growing> all() {
    return List.of(
        new Growing("array", new TypeReference<Number[]>() {}, "[", false, "]"),
        new Growing("set", new TypeReference<Set<Number>>() {}, "[", false, "]"),
        new Growing("ArrayList", new TypeReference<ArrayList<Number>>() {}, "[", false, "]"),
        new Growing("list", new TypeReference<List<Number>>() {}, "[", false, "]"),
        new Growing("nested", new TypeReference<List<Number[]>>() {}, "[[7],[", false, "]]"),
        new Growing(
            "field", new TypeReference<Holder>() {}, "{\"numbers\":[", false, "],\"text\":\"x\"}"),
        new Growing("map", new TypeReference<Map<String, Number>>() {}, "{", true, "}"),
        new Growing(
            "LinkedHashMap", new TypeReference<LinkedHashMap<String, Number>>() {}, "{", true, "}"),
        new Growing("any-setter", new TypeReference<Bean>() {}, "{", true, "}"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void numbersAreBoundSomeTimesHoweverManyThereAre(Growing growing) {
    int few = 2_000;
    int many = 8_000;
    assertThat(bound(growing, many) - bound(growing, few)).isLessThan(20 * (many - few));
  }

  private static int bound(Growing growing, int numbers) {
    BOUND.set(0);
    Feed<?> feed = Feed.of(JsonReader.drafts(growing.type(), DEFAULT), cut(growing, numbers));
    assertThat(feed.emitted).hasSizeGreaterThan(200);
    return BOUND.get();
  }

  static List<Arguments> shared() {
    return List.of(
        Arguments.of(new TypeReference<List<String>>() {}, false),
        Arguments.of(new TypeReference<Collection<String>>() {}, false),
        Arguments.of(new TypeReference<List<Object>>() {}, false),
        Arguments.of(new TypeReference<Object>() {}, false),
        Arguments.of(new TypeReference<Map<String, String>>() {}, true),
        Arguments.of(new TypeReference<Map<String, Object>>() {}, true),
        Arguments.of(new TypeReference<Object>() {}, true));
  }

  /** What is filled anew for each draft leaves some states out; what is shared need not. */
  @ParameterizedTest
  @MethodSource("shared")
  void eachStateOfWhatIsSharedIsShownHoweverMuchThereIs(TypeReference<?> type, boolean keys) {
    int count = 1_500;
    JsonReader<?> reader = JsonReader.drafts(type, DEFAULT);
    List<Object> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String before = i > 0 ? "w\"," : keys ? "{" : "[";
      reader.feed(before + (keys ? "\"k" + i + "\":\"v" : "\"v"), drafts::add);
    }
    assertThat(drafts).hasSize(count);
    for (int i = 0; i < count; i += 100) {
      List<String> values = new ArrayList<>(Collections.nCopies(i, "vw"));
      values.add("v");
      Object draft = drafts.get(i);
      assertThat(draft instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : draft)
          .isEqualTo(values);
    }
  }

  private static String[] cut(Growing growing, int numbers) {
    return Feed.cut(growing.document(numbers), 4).toArray(String[]::new);
  }

  @Test
  void aLargeArrayIsNotMadeAnewForEachLetterOfItsLastText() {
    String text =
        IntStream.range(0, 600).mapToObj(i -> "\"a\",").collect(Collectors.joining("", "[", "\""))
            + "x".repeat(4_000)
            + "\"]";
    List<String[]> drafts =
        Feed.of(JsonReader.drafts(String[].class, DEFAULT), Feed.characters(text)).emitted;
    assertThat(drafts.stream().mapToInt(draft -> draft.length).sum()).isLessThan(600 * 1_000);
    assertThat(drafts.get(drafts.size() - 1)).hasSize(601).endsWith("x".repeat(4_000));
  }

  @Test
  void draftsOfAnArrayGrowToTheWhole() {
    int numbers = 3_000;
    List<int[]> drafts = new ArrayList<>();
    JsonReader<int[]> reader = JsonReader.drafts(int[].class, DEFAULT);
    String text =
        IntStream.range(0, numbers)
            .mapToObj(i -> "" + i)
            .collect(Collectors.joining(",", "[", "]"));
    for (String piece : Feed.characters(text)) {
      reader.feed(piece, drafts::add);
    }
    reader.complete(drafts::add);

    int before = 0;
    for (int[] draft : drafts) {
      assertThat(draft).isEqualTo(IntStream.range(0, draft.length).toArray());
      assertThat(draft.length)
          .isBetween(before, before < 512 ? before + 1 : before + before / 8 + 2);
      before = draft.length;
    }
    assertThat(before).isEqualTo(numbers);
  }

  record Trees(@Nullable JsonNode any, @Nullable ArrayNode array, @Nullable ObjectNode object) {}

  @Test
  void draftsShareTheJsonThatIsComplete() {
    List<Trees> drafts =
        Feed.of(
                JsonReader.drafts(Trees.class, DEFAULT),
                Feed.characters("{\"array\":[1,[2]],\"object\":{\"a\":3},\"any\":[{\"b\":4},50,6"))
            .emitted;
    Trees last = drafts.get(drafts.size() - 1);
    Trees before = drafts.get(drafts.size() - 2);
    assertThat(last.array()).isSameAs(before.array()).hasToString("[1,[2]]");
    assertThat(last.object()).isSameAs(before.object()).hasToString("{\"a\":3}");
    assertThat(last.any()).hasToString("[{\"b\":4},50,6]");
    assertThat(before.any()).hasToString("[{\"b\":4},50]");
    assertThat(Objects.requireNonNull(last.any()).get(0))
        .isSameAs(Objects.requireNonNull(before.any()).get(0));
  }
}
