package dev.runnel.engine.stream;

/**
 * Closes without waiting for any source: one of ours that hands the sources below it to a lifetime,
 * which waits for them no longer than it must.
 */
public interface ClosesPromptly extends AutoCloseable {
  @Override
  void close();
}
