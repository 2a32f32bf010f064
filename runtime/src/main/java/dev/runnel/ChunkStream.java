package dev.runnel;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
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
 * <p><b>Three ways to read.</b> {@link #forEach} is the fast one: the run works on the caller's
 * thread and pushes each chunk into the action. {@link #hasNext} and {@link #next} pull, chunk by
 * chunk. {@link #toList} and {@link #collect} add up what is left. A stream may be pulled first,
 * and then be read to its end in any of these ways.
 *
 * <p><b>Beside the JDK's types.</b> An {@link Iterator} cannot be closed, and a run that nobody
 * wants any more must be: it holds a connection, and it costs money. A {@link Stream} is built for
 * computing: a chunk that is read by {@code Stream.iterator()} may have been fetched ahead of its
 * reader, the stream cannot be closed by one thread while another waits in it, and what it says of
 * parallel use does not hold for a run. So this is an iterator that can be closed; {@link
 * #toJavaStream} gives a stream where its operations are wanted.
 *
 * <p><b>Threads.</b> One thread reads at a time. {@link #close} may be called by any thread at any
 * time, also while another one waits in {@link #next}.
 *
 * <p><b>Failures.</b> The stream of a run throws, from the method that asks for the chunk, what its
 * step threw: unchecked exceptions and errors as they are, a checked exception as the cause of a
 * {@link StepException}. Chunks that were made before a failure come first. Each later call throws
 * the same failure again; it never looks like an end.
 *
 * <p><b>Interrupts.</b> If the reading thread is interrupted while it waits, the run is cancelled,
 * the thread stays interrupted, and the call throws {@link StreamClosedException}, or what the step
 * that was interrupted threw.
 *
 * <p>Extend {@link AbstractChunkStream} to write a stream of your own.
 *
 * @param <C> the chunks
 */
@SuppressWarnings("IterableAndIterator") // it is read once, and says so when it is iterated again
public interface ChunkStream<C> extends Iterator<C>, Iterable<C>, AutoCloseable {
  /**
   * Waits until there is a chunk or the stream has ended.
   *
   * @return whether there is a chunk; after the end always false
   * @throws StreamClosedException if the stream was closed before its end, by whomever
   */
  @Override
  boolean hasNext();

  /**
   * Waits for the next chunk and takes it.
   *
   * @return the chunk, never null
   * @throws java.util.NoSuchElementException if the stream has ended
   * @throws StreamClosedException if the stream was closed before its end, by whomever
   */
  @Override
  C next();

  /**
   * Cancels what still runs and gives everything back. May be called more than once; without effect
   * on a stream that has ended. A reader that waits in another thread wakes up with {@link
   * StreamClosedException}.
   *
   * <p>The stream of a run never throws here; one that was made of an iterator or the like throws
   * what the closing of that throws.
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

  /**
   * Does what {@link #forEach} does.
   *
   * @param action takes each chunk as it comes
   */
  @Override
  default void forEachRemaining(Consumer<? super C> action) {
    forEach(action);
  }

  /**
   * Reads all chunks that are left into a list, then closes the stream.
   *
   * @return the chunks, unmodifiable
   */
  default List<C> toList() {
    return collect(Whole.list());
  }

  /**
   * Reads all chunks that are left and adds them up, then closes the stream.
   *
   * <pre>{@code
   * AiMessage answer = model.stream(prompt).collect(Whole.sum());
   * }</pre>
   *
   * @param whole says how the chunks add up
   * @param <O> the whole
   * @return the whole
   * @throws EmptyStreamException if there is no chunk left, and there is no whole of no chunks
   */
  default <O> O collect(Whole<? super C, O> whole) {
    return Streams.collect(this, whole);
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
   * @return the stream, to be closed by the caller, unless it is read to its end
   */
  default Stream<C> toJavaStream() {
    return Streams.toJavaStream(this);
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

  /**
   * Streams what a publisher publishes: subscribes when the first chunk is asked for, and cancels
   * the subscription when it is closed.
   *
   * @param chunks the chunks
   * @param <C> their type
   * @return the stream
   */
  static <C> ChunkStream<C> from(Flow.Publisher<? extends C> chunks) {
    return Streams.from(chunks);
  }
}
