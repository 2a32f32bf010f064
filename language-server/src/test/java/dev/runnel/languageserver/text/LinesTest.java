package dev.runnel.languageserver.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.lsp4j.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 2, 2",
    "0, 3, 2",
    "0, 99, 2",
    "1, 9, 4",
    "2, 99, 6",
    "3, 2, 9",
    "3, 9, 9",
    "9, 0, 9",
    "-1, 5, 0",
    "1, -1, 4"
  })
  void aColumnBeyondALineIsItsEnd(int line, int column, int offset) {
    assertThat(new Lines("ab\r\n\nc\rde").offset(new Position(line, column))).isEqualTo(offset);
  }
}
