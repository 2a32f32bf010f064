package dev.runnel.tool;

import java.util.function.Consumer;

/**
 * Hands on how a tool gets on, and knows whether its reader failed, which is no failure of the
 * tool. Not thread-safe.
 *
 * @param <C> the pieces
 */
final class ProgressReader<C> implements Consumer<C> {
  private final Consumer<? super C> reader;
  private boolean failed;

  ProgressReader(Consumer<? super C> reader) {
    this.reader = reader;
  }

  @Override
  public void accept(C piece) {
    try {
      reader.accept(piece);
    } catch (Throwable thrown) {
      failed = true;
      throw thrown;
    }
  }

  /** Tells whether the reader has thrown. */
  boolean hasFailed() {
    return failed;
  }
}
