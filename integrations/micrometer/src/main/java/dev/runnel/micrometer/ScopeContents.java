package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is on a thread before a scope of an observation is opened and within it, so that it can be
 * put there again without the registry's handlers. Used by one thread.
 */
class ScopeContents {
  private final ObservationRegistry registry;
  private final Observation.@Nullable Scope before;
  private Observation.@Nullable Scope within;

  /** Keeps what is there before the scope is opened. */
  ScopeContents(ObservationRegistry registry) {
    this.registry = registry;
    this.before = registry.getCurrentObservationScope();
  }

  /** Keeps what is there now that the scope is open. */
  void keep() {
    within = registry.getCurrentObservationScope();
  }

  /** Tells whether what is there is what was there before the scope. */
  boolean isAsBefore() {
    return registry.getCurrentObservationScope() == before;
  }

  /** Puts there what was within the scope. */
  void putBack() {
    registry.setCurrentObservationScope(within);
  }

  /** Puts there what was before the scope. */
  void takeAway() {
    registry.setCurrentObservationScope(before);
  }
}
