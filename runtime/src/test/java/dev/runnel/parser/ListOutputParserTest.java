package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListOutputParserTest {
  private static List<String> items(ListOutputParser parser, String text) {
    List<String> whole = Feed.of(parser, text).emitted;
    assertThat(Feed.of(parser, Feed.characters(text)).emitted).isEqualTo(whole);
    assertThat(Feed.of(parser, Feed.cut(text, 3)).result()).contains(whole);
    return whole;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "red, green , blue | red;green;blue",
        "one | one",
        "a,,b | a;;b",
        "a, | a",
        "\"a, b\", c | a, b;c",
        "\"say \"\"hi\"\"\",x | say \"hi\";x",
        "don't, say \"no\" | don't;say \"no\""
      })
  void readsItemsBetweenCommas(String text, String items) {
    assertThat(items(new CommaSeparatedListOutputParser(), text))
        .containsExactly(items.split(";", -1));
  }

  @Test
  void readsItemsOnLinesOfTheirOwn() {
    assertThat(items(new CommaSeparatedListOutputParser(), "a,\r\nb\n\n c, \"d\ne\"\n"))
        .containsExactly("a", "b", "c", "d\ne");
  }

  @Test
  void hasNoItemsInNoText() {
    assertThat(items(new CommaSeparatedListOutputParser(), " \n")).isEmpty();
    assertThat(items(new NumberedListOutputParser(), "")).isEmpty();
    assertThat(items(new MarkdownListOutputParser(), "none here")).isEmpty();
  }

  @Test
  void readsNumberedLines() {
    assertThat(
            items(
                new NumberedListOutputParser(),
                "Here are 3. colours:\n1. red\r\n 2) green\n\n10.  deep blue\n3.5 is no item"))
        .containsExactly("red", "green", "deep blue");
  }

  @Test
  void readsMarkdownLines() {
    assertThat(items(new MarkdownListOutputParser(), "Colours:\n- red\n  * green\n+ blue\n-no\n-"))
        .containsExactly("red", "green", "blue");
  }

  @Test
  void emitsAnItemAsSoonAsItIsComplete() {
    Feed<String, List<String>> feed =
        Feed.of(new CommaSeparatedListOutputParser(), "re", "d, gre", "en", ",", "blue");

    assertThat(feed.emitted).containsExactly("red", "green", "blue");
    assertThat(feed.at).containsExactly(1, 3, 5);
  }
}
