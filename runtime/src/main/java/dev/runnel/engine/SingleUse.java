package dev.runnel.engine;

import dev.runnel.ChunkStream;
import java.util.Iterator;

/**
 * Is a stream that can be iterated once.
 *
 * @param <C> the chunks
 */
public abstract class SingleUse<C> implements ChunkStream<C> {
  private boolean iterated;

  /** Makes a stream that was not iterated yet. */
  protected SingleUse() {}

  @Override
  public final Iterator<C> iterator() {
    if (iterated) {
      throw new IllegalStateException(
          "This stream was iterated before, and its chunks are gone. Start another run with"
              + " stream(input), or collect the chunks into a list first.");
    }
    iterated = true;
    return this;
  }
}
