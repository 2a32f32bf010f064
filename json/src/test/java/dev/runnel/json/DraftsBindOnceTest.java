package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import dev.runnel.json.internal.Growth;
import dev.runnel.json.internal.PropertyTypes;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drafts bind what is complete once; they are what binding each state anew would give. */
class DraftsBindOnceTest {
  record Item(@Nullable String name, @Nullable Integer count, @Nullable List<String> tags) {}

  record Tree(@Nullable String name, @Nullable Tree left, @Nullable Tree right) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Group.class, name = "group")
  })
  sealed interface Shape permits Circle, Group {}

  record Circle(@Nullable Integer radius) implements Shape {}

  record Group(@Nullable List<Shape> shapes) implements Shape {}

  record Inner(@Nullable String name, @Nullable List<Integer> numbers) {}

  record All(
      @Nullable String name,
      @Nullable List<Item> items,
      @Nullable Collection<@Nullable Integer> numbers,
      @JsonSetter(contentNulls = Nulls.SKIP) @Nullable List<Integer> skipping,
      @Nullable ArrayList<Integer> arrayList,
      @Nullable Set<String> set,
      int @Nullable [] array,
      @Nullable List<List<Integer>> nested,
      @Nullable Map<String, List<Integer>> map,
      @Nullable Optional<List<Integer>> optional,
      @Nullable Object any,
      @Nullable JsonNode json,
      @Nullable Tree tree,
      @Nullable List<Shape> shapes,
      @Nullable Item item) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other != null && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return "%s %s %s %s %s %s %s %s %s %s %s %s %s %s %s"
          .formatted(
              name,
              items,
              numbers,
              skipping,
              arrayList,
              set,
              array == null ? null : java.util.Arrays.toString(array),
              nested,
              map,
              optional,
              any,
              json,
              tree,
              shapes,
              item);
    }
  }

  static final class Bean {
    public @Nullable String name;
    public @Nullable List<Item> items;
    @JsonUnwrapped public @Nullable Inner inner;
    final Map<String, Object> rest = new LinkedHashMap<>();

    @JsonAnySetter
    public void rest(String key, Object value) {
      rest.put(key, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bean bean && bean.toString().equals(toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return name + " " + items + " " + inner + " " + rest;
    }
  }

  static List<TypeReference<?>> types() {
    return List.of(
        new TypeReference<All>() {},
        new TypeReference<Bean>() {},
        new TypeReference<List<Integer>>() {},
        new TypeReference<List<Item>>() {},
        new TypeReference<Collection<List<All>>>() {},
        new TypeReference<Map<String, List<Item>>>() {},
        new TypeReference<Map<String, Object>>() {},
        new TypeReference<Map<String, Integer>>() {},
        new TypeReference<Map<String, Map<String, Integer>>>() {},
        new TypeReference<Object>() {},
        new TypeReference<Tree>() {},
        new TypeReference<Shape>() {});
  }

  /** Binds each state from its root. */
  private record Anew<D>(JsonBinding<D> binding, Growth growth, AtomicLast<D> last)
      implements GrowthProjection.Maker<D> {
    static <D> JsonReader<D> reader(Type type) {
      JsonMapper mapper = JsonMapper.shared();
      return DocumentView.ofGrowth(
          DEFAULT,
          new Anew<D>(
              JsonBinding.ofDraft(mapper, type),
              new Growth(new PropertyTypes(mapper)),
              new AtomicLast<>()));
    }

    @Override
    public @Nullable D make(JsonNode state, boolean complete) {
      JavaType type = binding.type();
      JsonNode countable = complete ? state : growth.countable(state, true, type);
      if (countable == null) {
        return null;
      }
      D draft;
      try {
        draft = binding.bind(countable);
      } catch (JsonBindException problem) {
        if (complete) {
          throw problem;
        }
        return null;
      }
      return last.isNew(draft) ? draft : null;
    }
  }

  private static final class AtomicLast<D> {
    private @Nullable D last;

    boolean isNew(D draft) {
      boolean same = draft.equals(last);
      last = draft;
      return !same;
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsBoundOnceIsAsBoundAnew(TypeReference<?> type) {
    Type java = type.getType();
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      String text = new Texts(random).document();
      List<String> pieces = Feed.cut(text, 1 + random.nextInt(6));
      List<String> once = drafts(JsonReader.drafts(type, DEFAULT), pieces);
      List<String> anew = drafts(Anew.reader(java), pieces);
      assertThat(once).as("seed %d: %s as %s", seed, text, java).isEqualTo(anew);
    }
  }

  /** Shows all drafts, and again at the end: none may have changed. */
  private static <D> List<String> drafts(JsonReader<D> reader, List<String> pieces) {
    List<D> kept = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    try {
      for (String piece : pieces) {
        reader.feed(
            piece,
            draft -> {
              kept.add(draft);
              shown.add(draft.toString());
            });
      }
      reader.complete(
          draft -> {
            kept.add(draft);
            shown.add(draft.toString());
          });
    } catch (JsonBindException | JsonStreamException problem) {
      shown.add(problem.getClass().getSimpleName());
    }
    assertThat(kept.stream().map(Objects::toString))
        .isEqualTo(shown.stream().limit(kept.size()).toList());
    return shown;
  }

  /** Makes documents that bind, mostly. */
  private record Texts(Random random) {
    private static final List<String> KEYS =
        List.of(
            "name",
            "items",
            "numbers",
            "skipping",
            "arrayList",
            "set",
            "array",
            "nested",
            "map",
            "optional",
            "any",
            "json",
            "tree",
            "shapes",
            "item",
            "count",
            "tags",
            "left",
            "right",
            "kind",
            "radius",
            "other");

    String document() {
      return random.nextInt(3) == 0 ? array(3) : object(3);
    }

    private String object(int depth) {
      StringBuilder text = new StringBuilder("{");
      if (random.nextInt(3) == 0) {
        text.append(random.nextBoolean() ? "\"kind\":\"circle\"" : "\"kind\":\"group\"");
      }
      for (int i = random.nextInt(5); i > 0; i--) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        text.append(text.length() > 1 ? ", " : "").append('"').append(key).append("\":");
        text.append(value(key, depth - 1));
      }
      return text.append('}').toString();
    }

    private String value(String key, int depth) {
      if (random.nextInt(20) == 0) {
        return any(depth);
      }
      return switch (key) {
        case "name", "kind" -> "\"n" + random.nextInt(100) + "\"";
        case "count", "radius" -> String.valueOf(random.nextInt(1_000));
        case "numbers", "skipping", "arrayList", "array", "optional" -> numbers();
        case "set", "tags" -> "[\"a\", \"bc\", \"d" + random.nextInt(3) + "\"]";
        case "nested" -> "[" + numbers() + "," + numbers() + "]";
        case "map" -> "{\"x\":" + numbers() + ",\"y\":" + numbers() + "}";
        case "items", "shapes" -> array(depth);
        case "tree", "left", "right", "item" -> depth < 0 ? "null" : object(depth);
        default -> any(depth);
      };
    }

    private String numbers() {
      StringBuilder text = new StringBuilder("[");
      for (int i = random.nextInt(5); i > 0; i--) {
        text.append(text.length() > 1 ? "," : "");
        text.append(random.nextInt(15) == 0 ? "null" : random.nextInt(300));
      }
      return text.append(']').toString();
    }

    private String array(int depth) {
      StringBuilder text = new StringBuilder("[");
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(text.length() > 1 ? "," : "").append(depth <= 0 ? "{}" : object(depth - 1));
      }
      return text.append(']').toString();
    }

    private String any(int depth) {
      return switch (random.nextInt(depth > 0 ? 7 : 5)) {
        case 0 -> "null";
        case 1 -> "true";
        case 2 -> "\"text\"";
        case 3 -> "12.50";
        case 4 -> numbers();
        case 5 -> array(depth - 1);
        default -> object(depth - 1);
      };
    }
  }

  // ---- how often constructors are called

  static final AtomicInteger MADE = new AtomicInteger();

  record Counted(
      @Nullable String name,
      @Nullable Counted next,
      @Nullable List<Counted> all,
      @Nullable Map<String, Counted> byName) {
    Counted {
      MADE.incrementAndGet();
    }
  }

  private static int made(String text) {
    MADE.set(0);
    Feed.of(JsonReader.drafts(Counted.class, DEFAULT), Feed.characters(text));
    return MADE.get();
  }

  @Test
  void aCompleteElementIsMadeOnceAndOnceMoreForTheWhole() {
    int elements = 300;
    String text =
        "{\"all\":[" + "{\"name\":\"abc\"},".repeat(elements - 1) + "{\"name\":\"abc\"}]}";
    // the root and the open element at each state, and each element once more in the whole
    assertThat(made(text)).isLessThan(2 * text.length() + 2 * elements);
  }

  @Test
  void aCompleteEntryIsMadeOnceAndOnceMoreForTheWhole() {
    StringBuilder text = new StringBuilder("{\"byName\":{\"\":{}");
    for (int i = 0; i < 300; i++) {
      text.append(",\"k").append(i).append("\":{\"name\":\"a\"}");
    }
    text.append("}}");
    assertThat(made(text.toString())).isLessThan(2 * text.length() + 600);
  }

  @Test
  void aCompletePartIsMadeOnceWhateverGrowsBehindIt() {
    String part = "{\"name\":\"x\",\"next\":".repeat(100) + "null" + "}".repeat(100);
    String text = "{\"next\":" + part + ",\"name\":\"" + "y".repeat(2_000) + "\"}";
    assertThat(made(text)).isLessThan(102 * 101 * 15 + 2 * text.length());
  }

  @Test
  void aPartThatDoesNotBindIsTriedOnce() {
    String text =
        "{\"all\":[" + "{\"name\":\"abc\"},".repeat(200) + "{\"name\":[]}" + ",{}".repeat(1_000);
    assertThat(made(text)).isLessThan(10_000);
  }

  @Test
  void mapsOfDraftsAreMaps() {
    List<Map<String, Integer>> drafts =
        Feed.of(
                JsonReader.drafts(new TypeReference<Map<String, Integer>>() {}, DEFAULT),
                "{\"a\":1,\"b\":2,",
                "\"a\":",
                "3,",
                "\"c\":4}")
            .emitted;
    assertThat(drafts)
        .containsExactly(
            Map.of("a", 1, "b", 2), Map.of("a", 3, "b", 2), Map.of("a", 3, "b", 2, "c", 4));
    Map<String, Integer> first = drafts.get(0);
    assertThat(first.get("a")).isEqualTo(1);
    assertThat(first.get("c")).isNull();
    assertThat(first.containsKey("c")).isFalse();
    assertThat(new LinkedHashMap<>(first).equals(first)).isTrue();
    assertThat(first.hashCode()).isEqualTo(Map.of("a", 1, "b", 2).hashCode());
  }

  @Test
  void listsOfDraftsCannotBeChanged() {
    List<List<Integer>> drafts =
        Feed.of(JsonReader.drafts(new TypeReference<List<Integer>>() {}, DEFAULT), "[1,2", ",3,4")
            .emitted;
    assertThat(drafts).containsExactly(List.of(1), List.of(1, 2, 3));
    assertThat(drafts.get(0)).isEqualTo(new ArrayList<>(List.of(1))).isNotEqualTo(drafts.get(1));
    assertThat(new ArrayList<>(List.of(1)).equals(drafts.get(0))).isTrue();
    assertThat(drafts.get(0).hashCode()).isEqualTo(List.of(1).hashCode());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> drafts.get(0).add(5)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
