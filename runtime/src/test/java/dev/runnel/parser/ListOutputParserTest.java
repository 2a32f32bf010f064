package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListOutputParserTest {
  private static List<String> items(ListOutputParser parser, String text) {
    List<String> whole = items(parser, text, Math.max(1, text.length()));
    assertThat(items(parser, text, 1)).isEqualTo(whole);
    assertThat(items(parser, text, 3)).isEqualTo(whole);
    return whole;
  }

  private static List<String> items(ListOutputParser parser, String text, int size) {
    List<String> chunks = new ArrayList<>();
    for (int i = 0; i < text.length(); i += size) {
      chunks.add(text.substring(i, Math.min(text.length(), i + size)));
    }
    try (ChunkStream<String> items = parser.transform(ChunkStream.from(chunks.iterator()))) {
      return items.toList();
    }
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
  void emitsAnItemAsSoonAsItIsComplete() throws Exception {
    Transformer<String, String> transformer = new CommaSeparatedListOutputParser().newTransformer();
    List<String> told = new ArrayList<>();

    for (String chunk : List.of("re", "d, gre", "en", ",", "blue")) {
      transformer.onChunk(chunk, item -> told.add(chunk + " > " + item));
    }
    transformer.onComplete(item -> told.add("> " + item));

    assertThat(told).containsExactly("d, gre > red", ", > green", "> blue");
  }
}
