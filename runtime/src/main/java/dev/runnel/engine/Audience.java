package dev.runnel.engine;

import org.jspecify.annotations.Nullable;

/** Is who listens to a run, and how they are told. Thread-safe. */
final class Audience {
  private final Listeners listeners;
  private volatile @Nullable RunEvents events;

  private Audience(Listeners listeners) {
    this.listeners = listeners;
  }

  /** Gathers those who listen; null if nobody does. */
  static @Nullable Audience of(Listeners listeners) {
    return listeners.isEmpty() ? null : new Audience(listeners);
  }

  Listeners listeners() {
    return listeners;
  }

  /** Sets who tells what the run does, once it has started. */
  void hears(RunEvents told) {
    events = told;
  }

  void custom(String name, Object payload) {
    @Nullable RunEvents told = events;
    if (told != null) {
      told.custom(name, payload);
    }
  }
}
