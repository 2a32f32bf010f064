package dev.runnel.engine.stream;

/**
 * Closes without waiting for any source: one of ours that hands the sources below it to a lifetime,
 * which waits for them no longer than it must.
 */
public interface ClosesPromptly extends AutoCloseable {
  @Override
  void close();

  /** Tells whether it does; one that closes another stream does if that one does. */
  default boolean closesPromptly() {
    return true;
  }

  /** Tells whether something closes promptly. */
  static boolean is(AutoCloseable resource) {
    return resource instanceof ClosesPromptly ours && ours.closesPromptly();
  }
}
