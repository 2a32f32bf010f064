package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  void countsTheTextOnlyUpToTheEndOfTheDocument() {
    JsonReadOptions options = DEFAULT.withMaxLength(3);

    assertThat(Feed.snapshots(options, "[1] \n and more").result().orElseThrow())
        .hasToString("[1]");
    assertThat(Feed.snapshots(options, "[1]").result().orElseThrow()).hasToString("[1]");
    assertFails(Feed.snapshots(options, "[12]"), JsonStreamException.Kind.LENGTH, 3);
  }

  /** White space that follows is no part of the document, and text that follows is too much. */
  @ParameterizedTest
  @ValueSource(strings = {"[1]  \n and more", "[1]\n", "[1]   ", "[1] ", "[1]"})
  void readsADocumentThatEndsAtTheLimitHoweverItIsCut(String text) {
    JsonReadOptions options = DEFAULT.withMaxLength(3);

    for (int cut = 0; cut <= text.length(); cut++) {
      assertThat(
              Feed.snapshots(options, text.substring(0, cut), text.substring(cut))
                  .result()
                  .orElseThrow())
          .as("cut at %d", cut)
          .hasToString("[1]");
    }
    assertThat(Feed.snapshots(options, Feed.characters(text)).result().orElseThrow())
        .hasToString("[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]  x", "[1] {}", "[1]x", "17  \n", " 17 "})
  void failsAtTheFirstCharacterThatIsTooMuchHoweverItIsCut(String text) {
    JsonReadOptions options = DEFAULT.withMaxLength(3);

    for (int cut = 0; cut <= text.length(); cut++) {
      assertFails(
          Feed.snapshots(options, text.substring(0, cut), text.substring(cut)),
          JsonStreamException.Kind.LENGTH,
          3);
    }
  }

  @Test
  void readsBlanksBehindADocumentThatEndsAtTheLimit() {
    JsonReadOptions options = DEFAULT.withMaxLength(4);

    for (int blanks = 0; blanks < 150; blanks++) {
      String text = "[12]" + " ".repeat(blanks);
      assertThat(Feed.snapshots(options, text).result().orElseThrow()).hasToString("[12]");
      assertThat(Feed.snapshots(options, text, "\nand more").result().orElseThrow())
          .hasToString("[12]");
    }
    for (List<String> pieces : List.of(List.of("[1]~ \n"), Feed.characters("[1]~ \n"))) {
      assertFails(Feed.snapshots(options, pieces), JsonStreamException.Kind.LENGTH, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_189, 8_190, 8_191, 20_000})
  void readsPiecesOfAnyLength(int length) {
    String text = "\"" + "0123456789".repeat(length / 10 + 1).substring(0, length) + "\"";

    assertThat(Feed.snapshots(DEFAULT, text).result().orElseThrow()).hasToString(text);
    assertThat(Feed.snapshots(DEFAULT, "[", text, "]").result().orElseThrow())
        .hasToString("[" + text + "]");
  }

  @Test
  void readsADocumentOnTheLineOfItsFenceInPiecesOfAnyLength() {
    for (int blanks = 0; blanks < 150; blanks++) {
      String text = "```[1," + " ".repeat(blanks);
      assertThat(Feed.snapshots(DEFAULT, text, "2] x\n[3]").result().orElseThrow())
          .hasToString("[3]");
    }
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
  void readsAnExponentOfNineDigitsAndNoMore() {
    for (String fits : List.of("1e999999999", "1E-999999999", "25e+0000000000000000001")) {
      JsonNode number = Feed.snapshots(DEFAULT, "[" + fits + "]").result().orElseThrow().get(0);
      assertThat(number.decimalValue()).isEqualTo(new BigDecimal(fits));
    }
    assertFails(
        Feed.snapshots(DEFAULT, "[1e1000000000]"),
        JsonStreamException.Kind.INVALID,
        "[1e100000000".length());
  }

  @Test
  void keepsADecimalOfAThousandCharactersAndNoMore() {
    String longest = "0." + "7".repeat(998);
    String whole = "7".repeat(999);

    assertThat(Feed.snapshots(DEFAULT, "[" + longest + "]").result().orElseThrow().get(0))
        .hasToString(longest);
    assertFails(
        Feed.snapshots(DEFAULT, "[" + longest + "7]"), JsonStreamException.Kind.LENGTH, 1_001);
    assertFails(
        Feed.snapshots(DEFAULT, "[" + whole + ".5]"), JsonStreamException.Kind.LENGTH, 1_001);
  }

  @Test
  void refusesALimitThatAllowsNothing() {
    assertThat(Feed.snapshots(DEFAULT.withMaxDepth(1), "[1]\n").last()).hasToString("[1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMaxDepth(0))
        .withMessageContaining("maxDepth");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withMaxLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withMaxNumberLength(0));
  }
}
