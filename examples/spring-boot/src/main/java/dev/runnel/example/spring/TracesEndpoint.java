package dev.runnel.example.spring;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Shows the last traces at {@code /actuator/traces}. */
@Component
@Endpoint(id = "traces")
class TracesEndpoint {
  private final RecentTraces recent;

  TracesEndpoint(RecentTraces recent) {
    this.recent = recent;
  }

  /** What one span took, what is known of it, and the spans below it. */
  record Span(
      String name,
      double millis,
      String status,
      Map<String, Object> attributes,
      List<Span> below) {}

  /** The oldest first. */
  @ReadOperation
  List<Span> traces() {
    List<SpanData> all =
        recent.spans().stream()
            .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
            .toList();
    return all.stream()
        .filter(span -> !span.getParentSpanContext().isValid())
        .map(root -> withThoseBelow(root, all))
        .toList();
  }

  private static Span withThoseBelow(SpanData span, List<SpanData> all) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return new Span(
        span.getName(),
        (span.getEndEpochNanos() - span.getStartEpochNanos())
            / (double) TimeUnit.MILLISECONDS.toNanos(1),
        span.getStatus().getStatusCode().name(),
        attributes,
        all.stream()
            .filter(below -> below.getParentSpanId().equals(span.getSpanId()))
            .map(below -> withThoseBelow(below, all))
            .toList());
  }
}
