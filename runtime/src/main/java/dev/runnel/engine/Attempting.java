package dev.runnel.engine;

import dev.runnel.CustomRunnel;

/**
 * A runnel that may run others in its place, again or one after the other: their runs bear their
 * type, and its own run is a chain, whatever the step that it is says.
 */
public interface Attempting {
  /** Tells whether it does, or what it forwards to. */
  boolean isAttempting();

  /** Tells whether a runnel runs others in its place. */
  static boolean is(CustomRunnel<?, ?, ?> runnel) {
    return runnel instanceof Attempting other && other.isAttempting();
  }
}
