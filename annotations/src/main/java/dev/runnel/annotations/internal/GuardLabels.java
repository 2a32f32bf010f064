package dev.runnel.annotations.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in a few words what is done when something fails or takes too long: for the graphs that are
 * drawn at run time, and for the diagrams in generated Javadoc.
 */
public final class GuardLabels {
  /** What is tried first, where others follow. */
  public static final String FIRST = "first";

  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("h", 3_600_000_000_000L);
    UNITS.put("m", 60_000_000_000L);
    UNITS.put("s", 1_000_000_000L);
    UNITS.put("ms", 1_000_000L);
    UNITS.put("us", 1_000L);
  }

  private GuardLabels() {}

  /**
   * Names what is tried when all before it has failed.
   *
   * @param number which one, from 1
   * @return the label
   */
  public static String fallback(int number) {
    return "fallback " + number;
  }

  /**
   * Says how often something is tried.
   *
   * @param attempts how many attempts there are, the first one included
   * @return the label
   */
  public static String again(int attempts) {
    return "again after an error, " + attempts + " attempts";
  }

  /**
   * Says how long an attempt may take.
   *
   * @param total from its start to its end
   * @param firstChunk from its start to its first chunk
   * @param betweenChunks from one chunk to the next
   * @return the label; empty where nothing is limited
   */
  public static String limits(
      Optional<Duration> total, Optional<Duration> firstChunk, Optional<Duration> betweenChunks) {
    String limits =
        Stream.of(
                total.map(limit -> text(limit) + " in all"),
                firstChunk.map(limit -> text(limit) + " to the first chunk"),
                betweenChunks.map(limit -> text(limit) + " to the next chunk"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return limits.isEmpty() ? "" : "at most " + limits;
  }

  /**
   * Puts labels in a row.
   *
   * @param labels the labels; empty ones say nothing
   * @return one label
   */
  public static String joined(String... labels) {
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
