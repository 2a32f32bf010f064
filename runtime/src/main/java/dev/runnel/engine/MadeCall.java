package dev.runnel.engine;

import dev.runnel.Whole;

/**
 * Is a call that a chain's last step has made, as far as its whole is wanted.
 *
 * @param called how its chunks add up
 */
public record MadeCall(Whole<?, ?> called) implements Restartable {
  @Override
  public void collecting(Runnable forget) {
    throw new IllegalStateException("A call that was made does not start anew.");
  }
}
