package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class WireJsonTest {
  private static String write(String text) {
    return WireJson.write(JsonNodeFactory.instance.stringNode(text));
  }

  @Test
  void escapesWhatSomeClientsTakeForTheEndOfALine() {
    assertThat(write("a\u0085b\u2028c\u2029d\r\n"))
        .isEqualTo("\"a\\u0085b\\u2028c\\u2029d\\r\\n\"");
  }

  @Test
  void escapesHalvesOfPairsAndKeepsPairs() {
    assertThat(write("\ud83d")).isEqualTo("\"\\ud83d\"");
    assertThat(write("\ude00!")).isEqualTo("\"\\ude00!\"");
    assertThat(write("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }

  @Test
  void keepsOtherText() {
    assertThat(write("  leading and trailing  ")).isEqualTo("\"  leading and trailing  \"");
  }

  @Test
  void writesEachOtherCharacterAsJacksonDoes() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate(c) && c != '\u0085' && c != '\u2028' && c != '\u2029') {
        all.append(c);
      }
    }

    assertThat(write(all.toString()))
        .isEqualTo(JsonNodeFactory.instance.stringNode(all.toString()).toString());
    assertThat(write("")).isEqualTo("\"\"");
  }
}
