/** Observes all runs with Micrometer: spans, metrics, and the context of log lines. */
module dev.runnel.micrometer {
  requires transitive dev.runnel.runtime;
  requires dev.runnel.context;
  requires transitive micrometer.observation;
  requires transitive micrometer.core;
  requires micrometer.commons;
  requires static micrometer.tracing;
  requires static micrometer.tracing.bridge.otel;
  requires static io.opentelemetry.api;
  requires static io.opentelemetry.context;

  exports dev.runnel.micrometer;
}
