package dev.runnel.micrometer;

import dev.runnel.event.RunScope;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A scope of an observation that leaves nothing on the thread when one of the registry's handlers
 * throws: Micrometer then keeps the scope, and whatever the thread does next would stand below it.
 */
final class CleanScope implements RunScope {
  private final ObservationRegistry registry;
  private final Observation.@Nullable Scope before;
  private final Observation.Scope scope;

  private CleanScope(
      ObservationRegistry registry, Observation.@Nullable Scope before, Observation.Scope scope) {
    this.registry = registry;
    this.before = before;
    this.scope = scope;
  }

  static CleanScope open(Observation observation, ObservationRegistry registry) {
    Observation.@Nullable Scope before = registry.getCurrentObservationScope();
    try {
      return new CleanScope(registry, before, observation.openScope());
    } catch (Throwable fromHandler) {
      registry.setCurrentObservationScope(before);
      throw fromHandler;
    }
  }

  @Override
  public void close() {
    try {
      scope.close();
    } catch (Throwable fromHandler) {
      registry.setCurrentObservationScope(before);
      throw fromHandler;
    }
  }
}
