package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where the document is found, beyond the conformance cases. {@code $} stands for a line end. */
class JsonDocumentSearchTest {
  private static String outcome(JsonReadOptions options, String text) {
    String whole = outcome(Feed.snapshots(options, text));
    assertThat(outcome(Feed.snapshots(options, Feed.characters(text)))).isEqualTo(whole);
    assertThat(outcome(Feed.snapshots(options, Feed.cut(text, 3)))).isEqualTo(whole);
    return whole;
  }

  private static String outcome(Feed<JsonNode> feed) {
    return feed.error == null
        ? feed.result().orElseThrow().toString()
        : feed.error.kind() + " " + feed.error.offset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        // Behind filler, and on the line of the fence.
        "``` [1] ``` |  [1]",
        "```[1] | [1]",
        "```json [1]$ | [1]",
        "```json {\"a\":1} | {\"a\":1}",
        "~~~ {\"a\":1} ~~~ | {\"a\":1}",
        "`` ` {\"a\":1} | {\"a\":1}",
        // A candidate on the line of the fence that is not the document makes it an info string.
        "``` [0] x$[1]$``` | [1]",
        "``` {x} {\"a\":1}$[2] | [2]",
        "``` [0,$1] x$[1]$``` | [0,1]",
        // A run as long as the opening one closes on its line; another one does not.
        "see ```code``` then$```$[1]$``` | [1]",
        "see ````code``` x$[1] | [1]",
        // In a fence without a document runs close it, or open a new one.
        "```$x$```$[1] | EMPTY 13",
        "```$x ```$[1] | EMPTY 13",
        "```$x$```json$[1] | [1]",
        "```$x$``` y$[1] | [1]",
        "```$x$```` $[1] | EMPTY 15",
        "````$x$```$[1]$```` | [1]",
        "~~~$x$```$[1] | [1]",
        "```$x$~~~$[1] | [1]",
        "```$x ~~~$[1] | EMPTY 13",
        "~~~$x ~~~$[1] | EMPTY 13",
        "```$x$``` ```$[1] | EMPTY 17",
        "```$x$``` ``$[1] | EMPTY 16",
        "```$x$``` ````$[1]$``` | [1]",
        "```$x$``` 1$2$``` | 2",
        "~ ~~~$[1] | EMPTY 9",
        "x ` ~~~$[1] | EMPTY 11",
        "x$` ~~~$[1]$~~~ | [1]",
        // Alone on its line, or not.
        "[1] `` $x | [1]",
        "[1] ``` x$[2, \"a\"] | [2,\"a\"]",
        "[1]~ ```$[2]$``` | [2]",
        "```$[1] ```x$``` | [1]",
        "````$[1]```$[2, \"a\"] | [2,\"a\"]",
        // The first fallback counts; only a settled object or array replaces it.
        "[1] a ```$[2] b$```$```$3$``` | [1]",
        "1$```$2$``` | 1",
        "[1] a$```$[2 | [1]",
        "1$```$[2$``` | 1",
        "1$```$[2] | [2]",
        "1$```$[\"a | TRUNCATED 9",
        // The first broken object or array is the error of a text without a document.
        "[1,] and ```$[2,,]$``` | INVALID 3",
        "```$[1$``` x | TRUNCATED 7",
        "```$[1$`` x | INVALID 7",
        "```$[1$``` | TRUNCATED 7",
        "```$[1$`` | INVALID 7",
        "````$[1$``` | INVALID 8",
        "```$[1$~~~ | INVALID 7",
        "{x} then [1 | INVALID 1",
        // A settled document ends at its fence or is broken.
        "```$[\"a\"$``` | TRUNCATED 9",
        "```$[\"a\"$`` | INVALID 9",
        "````$[\"a\"$```$ | INVALID 10",
        "[\"a\" ``` | INVALID 5",
        "```$[\"a\", tru``` | TRUNCATED 13",
        "```$[\"a\", 12``` | TRUNCATED 12",
        "```$[\"a\", \"x``` | TRUNCATED 15",
        "```$[\"a\", \"\\``` | INVALID 12",
        // A string at the top is one line.
        "\"a$b\" | EMPTY 5",
        "\"a\" $b | \"a\"",
        "\"a\" ```$[1]$``` | [1]",
        "\"see ```{\"$x | \"see ```{\"",
        "\"see ```\" [2$[3]$``` | INVALID 13",
        "\"x ``` [1, 2] ``` y | TRUNCATED 19",
        "\"x ``` [1, 2] ``` y$ | [1,2]",
        "\"x ``` [1, 2] $ | [1,2]",
        "12$ | 12",
        "12 \t`` $ | 12",
        "12 ` `` $ | 12",
        "````$12 ```$ | EMPTY 12",
        "[1,$~~~$[2]$~~~ | [2]",
        "[1,$ \t~~~$[2]$~~~ | [2]",
        "[1,$2 ~~~$[3] | INVALID 6",
        "[1, ~~~$[2] | INVALID 4",
        "````$12 ``` | EMPTY 11",
        "~~~~$12 ~ | EMPTY 9",
        "12 ~ | EMPTY 4",
        "-$ | EMPTY 2",
        "truely ```$[1]$``` | [1]",
      })
  void findsTheDocument(String text, String expected) {
    String outcome = outcome(DEFAULT, text.replace('$', '\n'));

    assertThat(outcome).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "a [x [y {\"b\":1} | {\"b\":1}",
        "a [[x] [1]$ | [1]",
        "a [1] b {} c | [1]",
        "a [1] b {\"c\":2} | {\"c\":2}",
        "a {[\"x\"] | [\"x\"]",
        "a ``` {\"b\":1} ``` | {\"b\":1}",
        "a ```$x {\"b\":1}$```$[2] | [2]",
        "a [1 | TRUNCATED 4",
        "a [,] b | INVALID 3",
        "a \"b\" 1 true | EMPTY 12",
      })
  void seeksUnfenced(String text, String expected) {
    assertThat(outcome(DEFAULT.withUnfencedDocuments(), text.replace('$', '\n')))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      chars = {
        ' ', '\t', '\n', 0x0B, '\f', '\r', 0x0085, 0x00A0, 0x1680, 0x2000, 0x2001, 0x200A, 0x200B,
        0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF
      })
  void looksBehindWhatIsWhiteOrInvisible(char filler) {
    assertThat(outcome(DEFAULT, filler + "[1]")).isEqualTo("[1]");
    assertThat(outcome(DEFAULT, "```\n" + filler + filler + "[1]\n```")).isEqualTo("[1]");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\b', 0x0E, '!', 0x007F, 0x00A1, 0x1FFF, 0x200C, 0x2030})
  void takesAnyOtherCharacterForProse(char other) {
    assertThat(outcome(DEFAULT, other + "[1]")).isEqualTo("EMPTY 4");
  }
}
