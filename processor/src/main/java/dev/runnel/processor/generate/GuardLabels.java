package dev.runnel.processor.generate;

import dev.runnel.processor.model.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in a few words what is done when a step fails or takes too long: in the words of the graphs
 * that chains draw at run time.
 */
final class GuardLabels {
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

  private GuardLabels() {}

  /** Names what is tried when all before it has failed; the number begins with one. */
  static String fallback(int number) {
    return "fallback " + number;
  }

  /** Says how often a step is tried. */
  static String again(Guard.Retries retries) {
    return "again after an error, " + retries.attempts() + " attempts";
  }

  /** Says how long a step may take; nothing if it may take any time. */
  static String limits(@Nullable Guard guard) {
    Guard.Limits limits = guard == null ? null : guard.limits();
    if (limits == null) {
      return "";
    }
    List<String> said = new ArrayList<>();
    add(limits.total(), " in all", said);
    add(limits.firstChunk(), " to the first chunk", said);
    add(limits.betweenChunks(), " to the next chunk", said);
    return said.isEmpty() ? "" : "at most " + String.join(", ", said);
  }

  private static void add(@Nullable Duration limit, String until, List<String> said) {
    if (limit != null) {
      said.add(text(limit) + until);
    }
  }

  /** Puts labels in a row; empty ones say nothing. */
  static String joined(String... labels) {
    return Stream.of(labels).filter(label -> !label.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String text(Duration duration) {
    long nanos = duration.toNanos();
    return UNITS.entrySet().stream()
        .filter(unit -> nanos % unit.getValue() == 0)
        .findFirst()
        .map(unit -> nanos / unit.getValue() + unit.getKey())
        .orElse(nanos + "ns");
  }
}
