package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** An input that does not fit is refused in words for its client, with the place. */
class ChainInputTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  record Trip(String city, int days, @Nullable List<LocalDate> dates) {
    Trip {
      if (days < 0) {
        throw new IllegalArgumentException("days must not be negative");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"city\":\"R\"} | /days | it is missing, but an int needs a value.",
        "{\"city\":\"R\",\"days\":null} | /days | it is null, but an int needs a value.",
        "{\"city\":\"R\",\"days\":\"many\"} | /days | not a valid `int` value.",
        "{\"city\":\"R\",\"days\":-1} | `` | days must not be negative.",
        "{\"city\":\"R\",\"days\":1,\"dates\":[\"2026-01-01\",\"soon\"]} | /dates/1 | could not be parsed",
        "[1] | `` | from Array value.",
        "null | `` | it gives null, where a value is needed.",
      })
  void saysWhatIsWrongAndWhere(String json, String pointer, String message) {
    InvalidRequestException refusal =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> ChainInput.of(Trip.class).read(MAPPER.readTree(json)));

    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.pointer()).isEqualTo(pointer);
    assertThat(refusal.reason())
        .startsWith("The value does not fit: ")
        .contains(message)
        .doesNotContain("Feature", "Declare", "JsonToken", "Creator");
  }

  @Test
  void whatFitsIsRead() {
    assertThat(
            ChainInput.of(Trip.class)
                .read(MAPPER.readTree("{\"city\":\"R\",\"days\":1,\"dates\":null}")))
        .isEqualTo(new Trip("R", 1, null));
  }
}
