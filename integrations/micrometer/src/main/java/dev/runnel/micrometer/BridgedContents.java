package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what a scope puts on a thread the context of OpenTelemetry, which brings what is in log
 * lines. Loaded only where Micrometer's bridge is there.
 */
final class BridgedContents extends ScopeContents {
  private final Context before = Context.current();
  private Context within = before;
  private Scope attached = Scope.noop();

  BridgedContents(ObservationRegistry registry) {
    super(registry);
  }

  /** Tells whether it is what a scope of an observation puts on a thread. */
  static boolean isWhatIsPut(Observation observation) {
    @Nullable TracingContext tracing = observation.getContext().get(TracingContext.class);
    return tracing != null && tracing.getSpan() instanceof OtelSpan;
  }

  @Override
  void keep() {
    super.keep();
    within = Context.current();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a context is immutable, and has no other equality
  boolean isAsBefore() {
    return super.isAsBefore() && Context.current() == before;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // takeAway closes it
  void putBack() {
    super.putBack();
    attached = within.makeCurrent();
  }

  @Override
  void takeAway() {
    try {
      attached.close();
    } finally {
      super.takeAway();
    }
  }
}
