package dev.runnel.engine;

/**
 * A stream that may start anew after a failure although it has given chunks, provided that its
 * reader only adds them up and can forget them.
 */
public interface Restartable {
  /**
   * Says that the reader collects. Called before the first chunk is asked for.
   *
   * @param forget makes the reader forget all chunks that it got; called on the reading thread
   */
  void collecting(Runnable forget);
}
