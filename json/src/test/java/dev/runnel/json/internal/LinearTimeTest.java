package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Counts how often characters are looked at; a timeout only ends what would take hours. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LinearTimeTest {
  private static ReadRules rules(boolean unfenced) {
    return new ReadRules(unfenced, 1_000, 16 * 1024 * 1024, 1_000, false, false);
  }

  private static long steps(String text, boolean unfenced, int chunk) {
    DocumentFinder finder = new DocumentFinder(rules(unfenced), new DocumentTree());
    for (int i = 0; i < text.length() && !finder.finished(); i += chunk) {
      finder.feed(text.substring(i, Math.min(text.length(), i + chunk)));
    }
    finder.complete();
    return finder.steps();
  }

  private static void assertLinear(String text, boolean unfenced) {
    for (int chunk : new int[] {1, 7, text.length()}) {
      assertThat(steps(text, unfenced, chunk)).isLessThan(5L * text.length());
    }
  }

  @Test
  void looksOnceAtCandidatesThatAreProse() {
    assertLinear("[x".repeat(100_000), true);
    assertLinear("[[[[x".repeat(50_000), true);
    assertLinear("{\n[1,\n".repeat(50_000), true);
  }

  @Test
  void looksTwiceAtStringsThatAreProse() {
    assertLinear("```\n\"a\n".repeat(100_000), false);
    assertLinear("```\n\"a ``` {[\n".repeat(50_000), false);
    assertLinear("\"" + "```{".repeat(100_000) + "\n", false);
  }

  @Test
  void looksOnceAtFencesAndProse() {
    assertLinear("``` ``` `` ~~~\n".repeat(50_000), false);
    assertLinear("1\n```\n2 x\n```\n".repeat(50_000), true);
  }

  /** Feeds character by character, as a reader who wants each snapshot. */
  private static JsonNode read(String text) {
    DocumentReader reader = new DocumentReader(rules(false));
    LastSnapshot snapshots = new LastSnapshot();
    int emitted = 0;
    for (int i = 0; i < text.length(); i++) {
      JsonNode next = reader.feed(text.substring(i, i + 1));
      if (next != null && snapshots.isNew(next)) {
        emitted++;
      }
    }
    reader.complete();
    assertThat(emitted).isGreaterThan(text.length() / 20);
    JsonNode result = reader.document();
    assertThat(result).isNotNull();
    return result;
  }

  @Test
  void sharesWhatIsClosedInWideArrays() {
    assertThat(read("[" + "1,".repeat(500_000) + "1]")).hasSize(500_001);
  }

  @Test
  void sharesWhatIsClosedInWideObjects() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      text.append("\"k").append(i).append("\":").append(i % 10).append(',');
    }
    assertThat(read(text + "\"end\":0}")).hasSize(100_001);
  }

  @Test
  void copiesLittleWhenKeysOfAWideObjectAreRepeated() {
    StringBuilder text = new StringBuilder("{");
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50_000; i++) {
        text.append("\"k").append(i).append("\":").append((i + round) % 10).append(',');
      }
    }
    assertThat(read(text + "\"end\":0}")).hasSize(50_001);
  }

  @Test
  void copiesALongStringOnlyWhenSomebodyLooks() {
    String inside = "x".repeat(1_000_000);

    assertThat(read("{\"a\":\"" + inside + "\"}").get("a").stringValue()).isEqualTo(inside);
    assertThat(read("\"" + inside + "\"").stringValue()).isEqualTo(inside);
  }

  @Test
  void findsKeysWithEqualHashesFast() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 1 << 16; i++) {
      text.append('"');
      for (int bit = 0; bit < 16; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("\":1,");
    }
    DocumentReader reader = new DocumentReader(rules(false));
    JsonNode shown = reader.feed(text.toString());
    assertThat(shown).isNotNull().hasSize(1 << 16);
  }
}
