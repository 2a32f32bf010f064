package dev.runnel.engine;

import dev.runnel.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Is a stream that may start anew after a failure although it has given chunks, provided that its
 * reader only adds them up and can forget them.
 */
public interface Restartable {
  /**
   * Says that the reader collects. Called before the first chunk is asked for.
   *
   * @param forget makes the reader forget all chunks that it got; called on the reading thread
   */
  void collecting(Runnable forget);

  /**
   * Returns how the chunks of the call that gives them add up.
   *
   * @return the rule; null if no call gives them, or it was not made yet
   */
  default @Nullable Whole<?, ?> called() {
    return null;
  }
}
