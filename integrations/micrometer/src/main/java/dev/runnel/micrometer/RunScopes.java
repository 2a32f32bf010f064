package dev.runnel.micrometer;

import dev.runnel.event.RunScope;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Opens the scopes of one run's observation. A stream needs one for each chunk, mostly on the same
 * thread, which has the same on it each time: then what the registry's handlers have put there the
 * time before is put there again, without them. Thread-safe.
 */
final class RunScopes {
  private final Observation observation;
  private final ObservationRegistry registry;
  private final Attributes attributes;

  /** Whether it has opened one: most runs have no second one. */
  private boolean hasOpened;

  /** What the thread that has opened one last can open again; safe to read without a lock. */
  private @Nullable RepeatedScope last;

  RunScopes(Observation observation, ObservationRegistry registry, Attributes attributes) {
    this.observation = observation;
    this.registry = registry;
    this.attributes = attributes;
  }

  RunScope open() {
    @Nullable RepeatedScope known = last;
    if (known != null && known.reopen()) {
      return known;
    }
    if (!hasOpened || (known != null && known.isOpenHere())) {
      hasOpened = true;
      return CleanScope.open(observation, registry);
    }
    @Nullable ScopeContents contents = contents();
    CleanScope scope = CleanScope.open(observation, registry);
    if (contents == null) {
      return scope;
    }
    contents.keep();
    RepeatedScope repeated = new RepeatedScope(scope, contents);
    last = repeated;
    return repeated;
  }

  /** Returns null where it is not known what handlers put on a thread. */
  private @Nullable ScopeContents contents() {
    if (!KnownHandlers.areAllOf(registry)) {
      return null;
    }
    if (!attributes.areOfSpan()) {
      return new ScopeContents(registry);
    }
    return Attributes.HAS_BRIDGE && BridgedContents.isWhatIsPut(observation)
        ? new BridgedContents(registry)
        : null;
  }
}
