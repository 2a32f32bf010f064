package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Breaks valid documents at random. Each text comes from a seed of its own, which a failure names;
 * half of the seeds are the same in every run.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FuzzTest {
  private static final int HALF = Integer.getInteger("runnel.fuzz", 500_000);

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * More than nine digits, which Jackson reads as long as they fit. Here such a number is no
   * document, and where documents are looked for, the next one counts.
   */
  private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?0*[1-9][0-9]{9}");

  /** What a run ends with. */
  private record Outcome(
      @Nullable Fault fault, long offset, @Nullable JsonNode last, @Nullable JsonNode result) {

    boolean sameAs(Outcome other) {
      return fault == other.fault
          && offset == other.offset
          && same(last, other.last)
          && same(result, other.result);
    }

    private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
      return a == null || b == null ? a == b : DeepNodes.sameValue(a, b);
    }
  }

  @Test
  void survivesMutationsThatAreTheSameInEveryRun() {
    int accepted = fuzz(0);
    assertThat(accepted).isGreaterThan(HALF / 50);
  }

  @Test
  void survivesMutationsThatAreNewInEveryRun() {
    fuzz(Math.abs(System.nanoTime()));
  }

  private static int fuzz(long firstSeed) {
    int accepted = 0;
    for (long seed = firstSeed; seed < firstSeed + HALF; seed++) {
      RandomText random = new RandomText(seed);
      String text = random.mutated(random.document());
      try {
        accepted += check(text, random) ? 1 : 0;
      } catch (Throwable e) {
        throw new AssertionError("Seed " + seed + ": " + text, e);
      }
    }
    return accepted;
  }

  /** Checks one text; returns whether Jackson accepts it as a bare document. */
  private static boolean check(String text, RandomText random) {
    ReadRules rules = new ReadRules(random.oneIn(4), 1_000, 16 * 1024 * 1024, 1_000, false, false);
    Outcome whole = read(rules, List.of(text));
    Outcome cut = read(rules, cut(text, random));
    if (!whole.sameAs(cut)) {
      throw new AssertionError(whole + " when whole, but when cut " + cut);
    }
    if (random.oneIn(4)) {
      elements(rules, cut(text, random), whole);
    }
    return agreesWithJackson(text, whole);
  }

  private static List<String> cut(String text, RandomText random) {
    List<String> chunks = new ArrayList<>();
    int most = random.oneIn(3) ? 1 : 12;
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + random.nextCut(most));
      chunks.add(text.substring(from, to));
      from = to;
    }
    return chunks;
  }

  private static Outcome read(ReadRules rules, List<String> chunks) {
    DocumentReader reader = new DocumentReader(rules);
    LastSnapshot snapshots = new LastSnapshot();
    JsonNode last = null;
    int length = 0;
    for (String chunk : chunks) {
      length += chunk.length();
      last = next(reader.feed(chunk), snapshots, last);
      if (reader.failure() != null) {
        break;
      }
    }
    if (reader.failure() == null) {
      last = next(reader.complete(), snapshots, last);
    }
    if (reader.steps() > 10L * length + 100) {
      throw new AssertionError(reader.steps() + " steps for " + length + " characters");
    }
    Failure failure = reader.failure();
    if (failure != null) {
      return new Outcome(failure.fault(), failure.place().offset(), reader.lastGood(), null);
    }
    JsonNode result = Objects.requireNonNull(reader.document());
    if (!result.isNull() && (last == null || !DeepNodes.sameValue(result, last))) {
      throw new AssertionError("The result is " + result + ", but the last value was " + last);
    }
    return new Outcome(null, -1, null, result);
  }

  private static @Nullable JsonNode next(
      @Nullable JsonNode next, LastSnapshot snapshots, @Nullable JsonNode last) {
    if (next == null) {
      return last;
    }
    boolean changed = !snapshots.changes(next, Change::path).isEmpty();
    if (changed == (last != null && DeepNodes.sameValue(next, last))) {
      throw new AssertionError("From " + last + " to " + next + ", changed: " + changed);
    }
    return next;
  }

  private static void elements(ReadRules rules, List<String> chunks, Outcome whole) {
    ElementReader reader = new ElementReader(rules, JsonPointer.empty());
    List<JsonNode> elements = new ArrayList<>();
    chunks.forEach(
        chunk -> {
          reader.feed(chunk);
          take(reader, elements);
        });
    reader.complete();
    take(reader, elements);
    JsonNode result = whole.result();
    if (result != null && result.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(elements);
      if (!DeepNodes.sameValue(array, result)) {
        throw new AssertionError("The elements are " + array + ", not " + result);
      }
    }
  }

  private static void take(ElementReader reader, List<JsonNode> elements) {
    for (var found = reader.poll(); found != null; found = reader.poll()) {
      elements.add(found.value());
    }
  }

  private static boolean agreesWithJackson(String text, Outcome ours) {
    if (text.isEmpty() || text.charAt(0) != '{' && text.charAt(0) != '[') {
      return false;
    }
    JsonNode theirs;
    try {
      theirs = JACKSON.readTree(text);
    } catch (JacksonException | NumberFormatException e) {
      return false;
    }
    if (LONG_EXPONENT.matcher(text).find() || keysFallTogether(theirs)) {
      return false;
    }
    JsonNode result = ours.result();
    if (result == null || !DeepNodes.sameValue(result, wellFormed(theirs))) {
      throw new AssertionError("Jackson reads " + theirs + ", but here it is " + ours);
    }
    return true;
  }

  /** Jackson keeps half a surrogate pair. */
  private static JsonNode wellFormed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        copy.set(wellFormed(member.getKey()), wellFormed(member.getValue()));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(wellFormed(element)));
      return copy;
    }
    return node.isString()
        ? JsonNodeFactory.instance.stringNode(wellFormed(node.stringValue()))
        : node;
  }

  /**
   * Tells whether keys that Jackson keeps apart are one here: then the last of them counts in the
   * text, which its order of keys does not tell.
   */
  private static boolean keysFallTogether(JsonNode node) {
    boolean here =
        node.propertyStream().map(member -> wellFormed(member.getKey())).distinct().count()
            < node.propertyStream().count();
    return here || node.valueStream().anyMatch(FuzzTest::keysFallTogether);
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
