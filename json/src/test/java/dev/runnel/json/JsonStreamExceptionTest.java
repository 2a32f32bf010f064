package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonStreamExceptionTest {
  private static JsonStreamException error(String... chunks) {
    return Objects.requireNonNull(Feed.snapshots(DEFAULT, chunks).error);
  }

  @Test
  void saysWhereWhatAndWhatWasExpected() {
    JsonStreamException error = error("{\"a\":\r\n 1,\n\"b\" 2}");

    assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.INVALID);
    assertThat(error.offset()).isEqualTo(15);
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(5);
    assertThat(error.expected()).isEqualTo(":");
    assertThat(error.excerpt()).isEqualTo("{\"a\":\r\n 1,\n\"b\" 2}");
    assertThat(error.lastGoodValue().orElseThrow()).hasToString("{\"a\":1}");
    assertThat(error)
        .hasMessage(
            "The text is not JSON at line 3, column 5 (offset 15): expected :. Here, at <<>>: "
                + "{\"a\":\r\n 1,\n\"b\" <<>>2}");
  }

  @Test
  void findsTheSamePlaceHoweverTheTextIsCut() {
    String text = "Prose\rand\r\nmore\n```json\n{\"a\": 1,\r\n\"b\":tru}\n```";
    JsonStreamException whole = error(text);

    assertThat(whole.line()).isEqualTo(6);
    assertThat(whole.column()).isEqualTo(8);
    for (int size = 1; size < 12; size++) {
      JsonStreamException cut = error(Feed.cut(text, size).toArray(String[]::new));
      assertThat(cut.line()).isEqualTo(whole.line());
      assertThat(cut.column()).isEqualTo(whole.column());
      assertThat(cut.offset()).isEqualTo(whole.offset());
      assertThat(cut.expected()).isEqualTo(whole.expected());
      assertThat(text).contains(cut.excerpt());
    }
  }

  @Test
  void showsAtMostFortyCharactersOnEachSide() {
    String before = "{\"" + "k".repeat(100) + "\"";
    JsonStreamException error = error(before, "?" + "x".repeat(100));

    assertThat(error.offset()).isEqualTo(before.length());
    assertThat(error.excerpt())
        .isEqualTo(before.substring(before.length() - 40) + "?" + "x".repeat(39));
  }

  /** More than the reader remembers, so that it forgets what is older, a little before or after. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 39, 79, 80, 81, 1_000, 10_000})
  void showsWhatStoodBeforeTheErrorOfALongText(int size) {
    String digits = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(joining());
    for (int length = 1_200; length < 1_500; length++) {
      String before = "{\"" + digits.substring(0, length) + "\" ";
      JsonStreamException error = error(Feed.cut(before + "? so", size).toArray(String[]::new));

      assertThat(error.offset()).isEqualTo(before.length());
      assertThat(error.column()).isEqualTo(before.length() + 1);
      String after = "? so".substring(0, Math.min(4, size - before.length() % size));
      assertThat(error.excerpt()).isEqualTo(before.substring(before.length() - 40) + after);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":-^x",
        "{\"a\":0^1",
        "{\"a\":1.^x",
        "{\"a\":1.5e^x",
        "{\"a\":1.5e+^x",
        "{\"a\":12^x",
        "{\"a\":1e123456789^0",
        "{\"a\":\"text\\^x",
        "{\"a\":\"text\\u00^g",
        "{\"a\":\"text\\u00^\u0660",
        "{\"a\":tr^e",
        "{\"a\":[1 ^}",
        "{\"a\":1 ^]",
        "{\"a\" ^,",
        "{^,",
        "[1,^,",
        "[^}"
      })
  void pointsAtTheCharacterThatDoesNotFit(String marked) {
    String text = marked.replace("^", "");
    for (List<String> pieces : List.of(List.of(text + " and more"), Feed.characters(text))) {
      JsonStreamException error = error(pieces.toArray(String[]::new));

      assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.INVALID);
      assertThat(error.offset()).isEqualTo(marked.indexOf('^'));
    }
  }

  @Test
  void namesWhatWouldHaveFitted() {
    assertThat(error("{\"a\":[1}").expected()).isEqualTo(", or ]");
    assertThat(error("{\"a\":1]").expected()).isEqualTo(", or }");
    assertThat(error("{\"a\":\"\\x").expected()).contains("\\/bfnrtu");
    assertThat(error("{\"a\":\"\\u00g").expected()).isEqualTo("a hexadecimal digit");
    assertThat(error("{\"a\":-x").expected()).isEqualTo("a digit");
    assertThat(error("{\"a\":1e1234567890").expected()).contains("9 digits");
    assertThat(error("{\"a\":nil").expected()).isEqualTo("the rest of null");
    assertThat(error("{\"a\",").expected()).isEqualTo(":");
    assertThat(error("{\"a\":,").expected()).isEqualTo("a value");
    assertThat(error("{\"a\":1,}").expected()).isEqualTo("a key in quotes");
    assertThat(error("no JSON").expected()).isEqualTo("a JSON document");
  }

  @Test
  void pointsIntoAStringThatWasProse() {
    JsonStreamException error = error("line\n", "```\n\"see ```{ \"a\" ? }\" x");

    assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.INVALID);
    assertThat(error.offset()).isEqualTo("line\n```\n\"see ```{ \"a\" ".length());
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo("\"see ```{ \"a\" ".length() + 1);
  }

  /** What a replay finds happens within the character that causes it, and is never shown. */
  @Test
  void pointsAtWhatDidNotFitWhereAStringWasReadAgainAsProse() {
    String text = "line\n```\n\"see ``` [1, x\" y";
    for (int size = 1; size <= text.length(); size++) {
      JsonStreamException error = error(Feed.cut(text, size).toArray(String[]::new));

      assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.INVALID);
      assertThat(error.offset()).isEqualTo(text.indexOf('x'));
      assertThat(error.line()).isEqualTo(3);
      assertThat(error.column()).isEqualTo("\"see ``` [1, x".length());
      assertThat(error.excerpt()).isEqualTo("\"see ``` [1, x\" ");
      assertThat(error.lastGoodValue().orElseThrow()).hasToString("\"see ``` [1, x\"");
    }
  }

  /** Then no other character of the line shows that the string was prose. */
  @Test
  void pointsAtWhatDidNotFitBeforeATildeToo() {
    String text = "\"see ``` [1, x\" ~";
    for (int size = 1; size <= text.length(); size++) {
      JsonStreamException error = error(Feed.cut(text, size).toArray(String[]::new));

      assertThat(error.offset()).isEqualTo(text.indexOf('x'));
      assertThat(error.column()).isEqualTo(text.indexOf('x') + 1);
    }
  }

  @Test
  void hasNoValueOfTheCharacterAtWhichAStringIsReadAgain() {
    String text = "\"see ``` [[[1\" x";
    for (int size = 1; size <= text.length(); size++) {
      Feed<JsonNode> feed = Feed.snapshots(DEFAULT.withMaxDepth(2), Feed.cut(text, size));
      JsonStreamException error = Objects.requireNonNull(feed.error);

      assertThat(error.kind()).isEqualTo(JsonStreamException.Kind.DEPTH);
      assertThat(error.offset()).isEqualTo(text.lastIndexOf('['));
      assertThat(error.lastGoodValue().orElseThrow()).hasToString("\"see ``` [[[1\"");
    }
  }

  @Test
  void hasTheLastGoodValueOfADocumentThatBeganInAString() {
    String text = "\"see ```{\" key\": [1, 2,]}";
    for (int size = 1; size <= text.length(); size++) {
      JsonStreamException error = error(Feed.cut(text, size).toArray(String[]::new));

      assertThat(error.offset()).isEqualTo(text.indexOf(']'));
      assertThat(error.lastGoodValue().orElseThrow()).hasToString("{\" key\":[1,2]}");
    }
    assertThat(error("\"see ```{\" x", "\": ?").lastGoodValue().orElseThrow()).hasToString("{}");
    assertThat(error("\"see ```{\" ~").lastGoodValue().orElseThrow()).hasToString("{}");
    assertThat(error("\"see ```{\" \\?").lastGoodValue().orElseThrow()).hasToString("{}");
  }

  @Test
  void namesTheOptionThatFindsADocumentInProse() {
    String prose = "So: {\"a\": 1}, I think.";
    assertThat(error(prose)).hasMessageContaining("withUnfencedDocuments()");
    JsonReadOptions unfenced = DEFAULT.withUnfencedDocuments();
    assertThat(Feed.snapshots(unfenced, prose).error).isNull();
    assertThat(Feed.snapshots(unfenced, "nothing").error)
        .hasMessageContaining("There is no JSON")
        .message()
        .doesNotContain("withUnfencedDocuments");
    assertThat(Feed.of(JsonReader.elements("", Integer.class, DEFAULT), prose).error)
        .hasMessageContaining("withUnfencedDocuments()");
  }
}
