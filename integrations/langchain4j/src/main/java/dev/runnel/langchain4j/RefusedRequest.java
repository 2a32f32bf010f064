package dev.runnel.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.runnel.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that a server refused a request, and when to ask again, if it told. */
final class RefusedRequest extends HttpException implements RetryAfter {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  /**
   * Reads the header {@code Retry-After}; one that is neither a number of seconds nor a date counts
   * as none.
   *
   * @param status the status of the answer
   * @param body its body
   * @param headers its headers
   * @param now what a date is compared with
   */
  RefusedRequest(int status, String body, HttpHeaders headers, Instant now) {
    super(status, body);
    String value = headers.firstValue("Retry-After").orElse("").strip();
    retryAfter = value.isEmpty() ? null : waitOf(value, now);
  }

  private static @Nullable Duration waitOf(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    } catch (DateTimeParseException neither) {
      return null;
    }
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
