package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is no text to the span itself; loaded only where Micrometer Tracing is there. */
final class SpanAttributes extends Attributes {
  private final Span span;

  private SpanAttributes(Observation observation, Span span) {
    super(observation);
    this.span = span;
  }

  static Attributes orPlain(Observation observation) {
    @Nullable TracingContext tracing = observation.getContext().get(TracingContext.class);
    @Nullable Span span = tracing == null ? null : tracing.getSpan();
    return span == null ? new Attributes(observation) : new SpanAttributes(observation, span);
  }

  @Override
  boolean areOfSpan() {
    return true;
  }

  @Override
  void add(String key, long value) {
    span.tag(key, value);
  }

  @Override
  void add(String key, double value) {
    span.tag(key, value);
  }

  @Override
  void add(String key, boolean value) {
    span.tag(key, value);
  }

  @Override
  void add(String key, List<String> values) {
    span.tagOfStrings(key, values);
  }
}
