package dev.runnel.engine.run;

import org.jspecify.annotations.Nullable;

/** Is who listens to a run, and how they are told. Thread-safe. */
public final class Audience {
  private final Listeners listeners;
  private volatile @Nullable RunEvents events;

  private Audience(Listeners listeners) {
    this.listeners = listeners;
  }

  /** Gathers those who listen; null if nobody does. */
  public static @Nullable Audience of(Listeners listeners) {
    return listeners.isEmpty() ? null : new Audience(listeners);
  }

  public Listeners listeners() {
    return listeners;
  }

  /** Sets who tells what the run does, once it has started. */
  public void hears(RunEvents told) {
    events = told;
  }

  public void custom(String name, Object payload) {
    @Nullable RunEvents told = events;
    if (told != null) {
      told.custom(name, payload);
    }
  }
}
