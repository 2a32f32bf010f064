package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.engine.run.Run;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks the components that the steps of a chain give, and limits their time. */
final class StepComponents {
  private StepComponents() {}

  /** Limits the time of a component as its configuration says. */
  static <R> ChunkStream<? extends R> limited(Run run, Supplier<ChunkStream<? extends R>> opening) {
    return run.config().timeout().isPresent() ? Pipelines.limited(run, opening) : opening.get();
  }

  /** Returns the component that a step gave, which must not be null. */
  static <T> T present(Scope scope, int step, @Nullable T component) {
    if (component == null) {
      throw new NullChunkException(
          "The component of step '"
              + scope.stepName(step)
              + "' of chain '"
              + scope.plan().name()
              + "' is null. Its method must return a component.");
    }
    return component;
  }

  /** Returns the component that a step gave, which must read a stream. */
  static <T, R> StreamRunnel<T, R, ?> reading(
      Scope scope, int step, @Nullable Runnel<T, R, ?> component) {
    Runnel<T, R, ?> known = present(scope, step, component);
    if (known instanceof StreamRunnel<T, R, ?> reader) {
      return reader;
    }
    throw new ClassCastException(
        "Step '"
            + scope.stepName(step)
            + "' of chain '"
            + scope.plan().name()
            + "' must read a stream, but its method was overridden and gives "
            + known.getClass().getName()
            + ". Return a StreamRunnel.");
  }
}
