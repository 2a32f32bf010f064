package dev.runnel.shared;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;

/** An observation registry whose spans are collected by OpenTelemetry's SDK, as in production. */
public final class Traces implements AutoCloseable {
  static {
    // As Spring Boot does it: the ids of the current span stand in the context of log lines.
    Slf4JEventListener log = new Slf4JEventListener();
    ContextStorage.addWrapper(new EventPublishingContextWrapper(log::onEvent));
  }

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider;
  private final OtelTracer tracer;
  private final ObservationRegistry registry = ObservationRegistry.create();

  /** Sends the spans to others as well. */
  public Traces(SpanProcessor... others) {
    var building = SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans));
    for (SpanProcessor other : others) {
      building.addSpanProcessor(other);
    }
    provider = building.build();
    tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    OtelPropagator propagator =
        new OtelPropagator(
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()),
            provider.get("test"));
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler.FirstMatchingCompositeObservationHandler(
                new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                new DefaultTracingObservationHandler(tracer)));
  }

  /** Returns the registry. */
  public ObservationRegistry registry() {
    return registry;
  }

  /** Returns the tracer behind it. */
  public OtelTracer tracer() {
    return tracer;
  }

  /** Returns the spans that have ended. */
  public List<SpanData> spans() {
    return spans.getFinishedSpanItems();
  }

  /** Returns the first span of a name. */
  public SpanData span(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  /** Shows the spans as a tree: name, kind if not internal, outcome, and status. */
  public List<String> tree() {
    return spans().stream()
        .sorted(
            Comparator.comparingLong(SpanData::getStartEpochNanos).thenComparingInt(this::depth))
        .map(span -> "  ".repeat(depth(span)) + line(span))
        .toList();
  }

  /** Returns how many spans a span stands below. */
  public int depth(SpanData span) {
    return spans().stream()
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .map(parent -> depth(parent) + 1)
        .orElse(0);
  }

  /** Shows an error; and what a cancelled run has, whose status must not be set. */
  private static String status(SpanData span, boolean isCancelled) {
    StatusCode code = span.getStatus().getStatusCode();
    return code == StatusCode.ERROR || (isCancelled && code != StatusCode.UNSET) ? " " + code : "";
  }

  private static String line(SpanData span) {
    String outcome = span.getAttributes().get(AttributeKey.stringKey("runnel.outcome"));
    return span.getName()
        + (span.getKind() == SpanKind.INTERNAL ? "" : " " + span.getKind())
        + (outcome == null ? "" : " " + outcome)
        + status(span, "cancelled".equals(outcome));
  }

  @Override
  public void close() {
    provider.close();
  }
}
