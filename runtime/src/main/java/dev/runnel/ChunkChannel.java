package dev.runnel;

import dev.runnel.engine.stream.Channel;

/**
 * Hands chunks from one thread to another: what calls back writes into it, and a chain reads its
 * stream. Use it to make a {@link ChunkStream} of a client that pushes.
 *
 * <p>It holds a bounded number of chunks; a writer that is faster than the reader waits. One thread
 * writes at a time, one reads.
 *
 * <pre>{@code
 * ChunkChannel<AiMessageChunk> channel = new ChunkChannel<>();
 * client.start(token -> channel.emit(...), channel::complete, channel::fail);
 * channel.onClose(client::cancel);
 * return channel.stream();
 * }</pre>
 *
 * @param <C> the chunks
 */
public final class ChunkChannel<C> implements Emitter<C> {
  /**
   * The number of chunks that may wait for a slow reader where nothing else is said; also in the
   * engine's own hand-offs between threads. It is large enough that neither thread waits for the
   * other at each chunk, and small enough that a run which is cancelled has paid for little that
   * nobody reads.
   */
  public static final int DEFAULT_CAPACITY = 64;

  private final Channel<C> channel;

  /** Makes an open channel of the {@linkplain #DEFAULT_CAPACITY default capacity}. */
  public ChunkChannel() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Makes an open channel.
   *
   * @param capacity how many chunks it holds before a writer waits; at least 1
   */
  public ChunkChannel(int capacity) {
    channel = new Channel<>(capacity);
  }

  /**
   * Writes a chunk; waits while there is no room.
   *
   * @param chunk the chunk
   * @throws StreamClosedException if the reader has closed the stream, or the writing thread was
   *     interrupted
   */
  @Override
  public void emit(C chunk) {
    channel.emit(chunk);
  }

  /** Says that no chunk follows. Without effect after the end. */
  public void complete() {
    channel.complete();
  }

  /**
   * Ends the stream with an error, which the reader gets after the chunks written before it.
   * Without effect after the end.
   *
   * @param failure the error
   */
  public void fail(Throwable failure) {
    channel.fail(failure);
  }

  /**
   * Sets what is called, once, when the reader closes the stream before its end; at once if it has.
   *
   * @param action cancels the writer; called on the thread that closes
   */
  public void onClose(Runnable action) {
    channel.onClose(action);
  }

  /**
   * Returns the reading end.
   *
   * @return the stream, always the same
   */
  public ChunkStream<C> stream() {
    return channel;
  }
}
