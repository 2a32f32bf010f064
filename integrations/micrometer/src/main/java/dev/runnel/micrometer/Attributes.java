package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the attributes of one observation. Those that are numbers, truth values or lists keep their
 * type where there is a span, which a key value of Micrometer cannot.
 */
class Attributes {
  /** Whether the application has Micrometer's bridge to OpenTelemetry. */
  static final boolean HAS_BRIDGE = isPresent("io.micrometer.tracing.otel.bridge.OtelSpan");

  private static final boolean HAS_TRACING = isPresent("io.micrometer.tracing.Span");

  private final Observation observation;

  Attributes(Observation observation) {
    this.observation = observation;
  }

  /** Chooses what fits to an observation that has started. */
  static Attributes of(Observation observation) {
    return HAS_TRACING ? SpanAttributes.orPlain(observation) : new Attributes(observation);
  }

  /** Tells whether they are those of a span. */
  boolean areOfSpan() {
    return false;
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, Attributes.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException none) {
      return false;
    }
  }

  final void put(String key, @Nullable String value) {
    if (value != null) {
      observation.highCardinalityKeyValue(key, value);
    }
  }

  final void putLong(String key, @Nullable Number value) {
    if (value != null) {
      add(key, value.longValue());
    }
  }

  final void putDouble(String key, @Nullable Number value) {
    if (value != null) {
      add(key, value.doubleValue());
    }
  }

  void add(String key, long value) {
    put(key, Long.toString(value));
  }

  void add(String key, double value) {
    put(key, Double.toString(value));
  }

  void add(String key, boolean value) {
    put(key, Boolean.toString(value));
  }

  void add(String key, List<String> values) {
    put(key, String.join(",", values));
  }
}
