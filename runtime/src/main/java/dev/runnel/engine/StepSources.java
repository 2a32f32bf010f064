package dev.runnel.engine;

import org.jspecify.annotations.Nullable;

/** What the steps of one pipeline have given or read, and what is closed when a step has ended. */
final class StepSources {
  private final Pipeline<?> pipeline;

  /** By step: what was opened for it last. */
  private @Nullable AutoCloseable @Nullable [] opened;

  StepSources(Pipeline<?> pipeline) {
    this.pipeline = pipeline;
  }

  /** Closes a source with its step, or with the pipeline if that ends before. */
  void own(int step, AutoCloseable source) {
    keep(step, source);
    pipeline.lifetime.own(source, step);
  }

  /** Closes a part of the run with its step; what else it is closed with, its maker has said. */
  void keep(int step, AutoCloseable source) {
    if (step == Plan.INPUT) {
      return;
    }
    if (opened == null) {
      opened = new @Nullable AutoCloseable[pipeline.scope.plan().steps().size()];
    }
    opened[step] = source;
  }

  /** Tells whether a stream is what a step gave or read last. */
  @SuppressWarnings("ReferenceEquality") // it is the same stream or another one
  boolean has(int step, AutoCloseable stream) {
    return opened != null && step != Plan.INPUT && opened[step] == stream;
  }

  /** Closes what a step gave or read, now that it has ended. */
  void close(int step) throws Exception {
    @Nullable AutoCloseable source = opened == null || step == Plan.INPUT ? null : opened[step];
    if (opened != null && source != null) {
      opened[step] = null;
      // Whoever ends the pipeline meanwhile has taken over what it owns, and closes that.
      if (pipeline.lifetime.disown(source) || isPart(source)) {
        source.close();
      }
    }
  }

  /** Tells whether it is a part of the run, which ends once however often it is closed. */
  private static boolean isPart(AutoCloseable source) {
    return source instanceof Pipeline<?> || source instanceof Shared<?>.Reader;
  }
}
