package dev.runnel.processor.analysis.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as annotations write them, such as {@code 500ms} or {@code 1.5 s}. */
final class Durations {
  /** Says how to write one. */
  static final String FIX =
      "Write a number and a unit, as in \"500ms\" or \"1.5s\"; the units are ns, us, ms, s, m"
          + " and h.";

  private static final Pattern FORM =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)\\s*");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Durations() {}

  /** Reads a duration; empty if it is none, or longer than nanoseconds can say. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger nanos =
        new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 1L)))
            .toBigInteger();
    return nanos.bitLength() > 63
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.longValueExact()));
  }
}
