package dev.runnel.engine;

import dev.runnel.RetryPolicy;
import dev.runnel.TimeoutPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in a few words, for graphs, what is done when something fails or takes too long. */
final class GraphLabels {
  /** What is tried first, where others follow. */
  static final String FIRST = "first";

  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("h", 3_600_000_000_000L);
    UNITS.put("m", 60_000_000_000L);
    UNITS.put("s", 1_000_000_000L);
    UNITS.put("ms", 1_000_000L);
    UNITS.put("us", 1_000L);
  }

  private GraphLabels() {}

  /** Names what is tried when all before it has failed; the number begins with one. */
  static String fallback(int number) {
    return "fallback " + number;
  }

  /** Says how often something is tried. */
  static String again(RetryPolicy policy) {
    return "again after an error, " + policy.attempts() + " attempts";
  }

  /** Says how long something may take; nothing for a policy without limits. */
  static String limits(TimeoutPolicy policy) {
    String limits =
        Stream.of(
                policy.total().map(limit -> text(limit) + " in all"),
                policy.firstChunk().map(limit -> text(limit) + " to the first chunk"),
                policy.betweenChunks().map(limit -> text(limit) + " to the next chunk"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return limits.isEmpty() ? "" : "at most " + limits;
  }

  /** Puts labels in a row; empty ones say nothing. */
  static String joined(String... labels) {
    return Stream.of(labels).filter(label -> !label.isEmpty()).collect(Collectors.joining(", "));
  }

  /** Writes a duration in the largest unit in which it is a whole number, such as {@code 90s}. */
  private static String text(Duration duration) {
    long nanos = duration.toNanos();
    return UNITS.entrySet().stream()
        .filter(unit -> nanos % unit.getValue() == 0)
        .findFirst()
        .map(unit -> nanos / unit.getValue() + unit.getKey())
        .orElse(nanos + "ns");
  }
}
