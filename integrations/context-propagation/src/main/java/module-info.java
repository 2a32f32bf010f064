/** Carries MDC, tracing and security context into the threads of runs. */
module dev.runnel.context {
  requires transitive dev.runnel.runtime;
  requires transitive context.propagation;

  exports dev.runnel.context;
}
