package dev.runnel.engine;

import dev.runnel.ChunkStream;
import java.util.function.Consumer;

/**
 * A stream whose reader may take all chunks that are there by now at once: such as one who writes
 * them to a disk, and waits for the disk once.
 *
 * @param <C> the chunks
 */
public interface Drained<C> extends ChunkStream<C> {
  /**
   * Waits for a chunk and moves it to the sink, with all that are there by now.
   *
   * @param sink takes the chunks; must not block
   * @return false, without a chunk, at the end
   */
  boolean drainTo(Consumer<? super C> sink);
}
