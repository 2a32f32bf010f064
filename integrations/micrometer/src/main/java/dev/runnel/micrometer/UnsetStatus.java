package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the status of a cancelled run's span unset: Micrometer's bridge says at its end that a span
 * without an error is ok, if it can read that there is no status. Loaded only where the bridge is
 * there.
 */
final class UnsetStatus {
  private UnsetStatus() {}

  static void keep(Observation observation) {
    @Nullable TracingContext tracing = observation.getContext().get(TracingContext.class);
    if (tracing != null && tracing.getSpan() instanceof OtelSpan bridged) {
      tracing.setSpan(OtelSpan.fromOtel(unreadable(OtelSpan.toOtel(bridged))));
    }
  }

  /** Returns the same span, but one that only writes. */
  private static Span unreadable(Span span) {
    return (Span)
        Proxy.newProxyInstance(
            UnsetStatus.class.getClassLoader(),
            new Class<?>[] {Span.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(span, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
