package dev.runnel;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The chunks of one run: lazy, read once, by one consumer, closed when no longer wanted.
 *
 * <p>Nothing runs before the first chunk is asked for. Reading to the end, or to an error, closes
 * the stream; otherwise close it, with try-with-resources:
 *
 * <pre>{@code
 * try (ChunkStream<String> chunks = jokes.joke().stream("parrots")) {
 *   for (String chunk : chunks) {
 *     System.out.print(chunk);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #forEach} is the fast path, and closes by itself. One thread reads at a time; {@link
 * #close} may be called by any thread at any time, also while another one waits in {@link #next}.
 *
 * @param <C> the chunks
 */
@SuppressWarnings("IterableAndIterator") // it is read once, and says so when it is iterated again
public interface ChunkStream<C> extends Iterator<C>, Iterable<C>, AutoCloseable {
  /**
   * Waits until there is a chunk or the stream has ended.
   *
   * @return whether there is a chunk
   * @throws StreamClosedException if the stream was closed before its end
   */
  @Override
  boolean hasNext();

  /**
   * Waits for the next chunk and takes it.
   *
   * @return the chunk, never null
   * @throws java.util.NoSuchElementException if the stream has ended
   * @throws StreamClosedException if the stream was closed before its end
   */
  @Override
  C next();

  /**
   * Cancels what still runs and gives everything back; without effect on a stream that has ended.
   * The stream of a run never throws here; one that was made of an iterator or the like throws what
   * the closing of that throws.
   */
  @Override
  void close();

  /**
   * Returns the stream itself, for the for-each loop.
   *
   * @return this
   * @throws IllegalStateException if the stream was iterated before: its chunks are gone
   */
  @Override
  Iterator<C> iterator();

  /**
   * Reads all chunks that are left, then closes the stream, also if the action throws. If the
   * action closes the stream, this returns, as a loop ends at a break.
   *
   * @param action takes each chunk as it comes
   */
  @Override
  default void forEach(Consumer<? super C> action) {
    try (this) {
      while (hasNext()) {
        action.accept(next());
      }
    }
  }

  @Override
  default void forEachRemaining(Consumer<? super C> action) {
    forEach(action);
  }

  /**
   * Stops after some chunks and closes this stream then.
   *
   * @param maxChunks how many chunks at the most, 0 or more
   * @return a stream that takes this one's place
   */
  default ChunkStream<C> limit(long maxChunks) {
    return Streams.limit(this, maxChunks);
  }

  /**
   * Stops before the first chunk that does not fit and closes this stream then.
   *
   * @param condition tells whether a chunk is still wanted
   * @return a stream that takes this one's place
   */
  default ChunkStream<C> takeWhile(Predicate<? super C> condition) {
    return Streams.takeWhile(this, condition);
  }

  /**
   * Gives the chunks as a sequential stream of the JDK; closing that closes this.
   *
   * <p>A {@code flatMap} on it may ask for chunks ahead of its reader: the JDK does so.
   *
   * @return the stream, to be closed by the caller
   */
  default Stream<C> stream() {
    return Streams.toStream(this);
  }

  /**
   * Streams the given chunks.
   *
   * @param chunks the chunks, none of them null
   * @param <C> their type
   * @return the stream
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <C> ChunkStream<C> of(C... chunks) {
    return Streams.of(chunks);
  }

  /**
   * Streams what an iterable holds; closes its iterator if that can be closed.
   *
   * @param chunks the chunks, none of them null
   * @param <C> their type
   * @return the stream
   */
  static <C> ChunkStream<C> from(Iterable<? extends C> chunks) {
    return Streams.from(chunks);
  }

  /**
   * Streams what an iterator gives; closes it if it can be closed.
   *
   * @param chunks the chunks, none of them null
   * @param <C> their type
   * @return the stream
   */
  static <C> ChunkStream<C> from(Iterator<? extends C> chunks) {
    return Streams.from(chunks);
  }

  /**
   * Streams what a stream of the JDK gives, and closes it.
   *
   * @param chunks the chunks, none of them null
   * @param <C> their type
   * @return the stream
   */
  static <C> ChunkStream<C> from(Stream<? extends C> chunks) {
    return Streams.from(chunks);
  }
}
