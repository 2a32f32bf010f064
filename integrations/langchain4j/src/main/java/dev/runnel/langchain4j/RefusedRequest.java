package dev.runnel.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.runnel.RetryAfter;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says that a server refused a request, and when to ask again, if it told. */
final class RefusedRequest extends HttpException implements RetryAfter {
  private static final long serialVersionUID = 1;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MILLISECOND = BigDecimal.valueOf(1_000_000);

  private final @Nullable Duration retryAfter;

  /**
   * Reads the headers {@code retry-after-ms} and {@code Retry-After}: milliseconds; seconds or a
   * date. One that is none of these counts as none.
   *
   * @param status the status of the answer
   * @param body its body
   * @param headers its headers
   * @param now what a date is compared with
   */
  RefusedRequest(int status, String body, HttpHeaders headers, Instant now) {
    super(status, body);
    Duration exact = number(headers.firstValue("retry-after-ms").orElse(""), MILLISECOND);
    retryAfter =
        exact == null ? waitOf(headers.firstValue("Retry-After").orElse("").strip(), now) : exact;
  }

  private static @Nullable Duration waitOf(String value, Instant now) {
    Duration seconds = number(value, SECOND);
    if (seconds != null) {
      return seconds;
    }
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    } catch (DateTimeParseException neither) {
      return null;
    }
  }

  /** Reads a number, with a fraction or without. */
  private static @Nullable Duration number(String value, BigDecimal nanosOfUnit) {
    if (!NUMBER.matcher(value.strip()).matches()) {
      return null;
    }
    BigDecimal nanos = new BigDecimal(value.strip()).multiply(nanosOfUnit);
    return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
