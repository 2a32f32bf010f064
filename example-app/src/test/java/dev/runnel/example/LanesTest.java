package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final String CLEAR = "\u001b[K";

  private final Lanes lanes = new Lanes(28, List.of("a", "bb"));
  private final Format<Map<String, Object>> format = lanes.format();

  @Test
  void longLinesBreakBetweenWords() {
    assertThat(shown("a", "one two three four five six seven"))
        .isEqualTo("\ra:  one two three four five|    six seven|bb: ");
  }

  @Test
  void theTextBehindALabelStartsWithoutASpace() {
    assertThat(shown("bb", " Here")).isEqualTo("\ra:  |bb: Here");
  }

  @Test
  void whatAModelSaysCannotMoveTheCursor() {
    assertThat(shown("a", "x\u001b[2Jy\rz\t.")).isEqualTo("\ra:  x [2Jy z .|bb: ");
  }

  @Test
  void onlyTheLastLinesOfALongTextAreShownUntilTheEnd() {
    String shown = shown("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
    assertThat(shown).isEqualTo("\ra:  3|    4|    5|    6|    7|    8|    9|    10|bb: ");
    assertThat(plain(format.end().get()))
        .isEqualTo("\r\u001b[8Aa:  1|    2|    3|    4|    5|    6|    7|    8|    9|    10|bb: ");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    assertThat(Columns.of("a\u00e9e\u0301")).isEqualTo(3);
    assertThat(Columns.of("\u65e5\u672c\ud83e\udd9c")).isEqualTo(6);
    assertThat(Columns.wrap("\u65e5\u672c\u8a9e", 4)).containsExactly("\u65e5\u672c", "\u8a9e");
  }

  @Test
  void aWordThatIsTooLongIsBroken() {
    assertThat(Columns.wrap("abcdefg hi", 3)).containsExactly("abc", "def", "g", "hi");
    assertThat(Columns.wrap("ab cd", 2)).containsExactly("ab", "cd");
    assertThat(Columns.wrap("", 2)).containsExactly("");
    assertThat(Columns.wrap("a\n\nb", 2)).containsExactly("a", "", "b");
  }

  private String shown(String label, String piece) {
    return plain(format.text().apply(Map.of(label, piece)));
  }

  private static String plain(String drawn) {
    return drawn
        .replace("\u001b[36m", "")
        .replace("\u001b[0m", "")
        .replace(CLEAR + "\n", "|")
        .replace(CLEAR, "");
  }
}
