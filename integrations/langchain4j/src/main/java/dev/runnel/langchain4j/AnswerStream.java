package dev.runnel.langchain4j;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkChannel;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessageChunk;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one answer. Where the HTTP client lets itself be pulled ({@link PulledAnswer}),
 * whoever reads the chunks reads the answer as well; else another thread pushes them.
 *
 * <p>One thread reads; any thread may write and close.
 */
final class AnswerStream extends AbstractChunkStream<AiMessageChunk> {
  /** How many chunks that are pushed may wait for the reader. */
  private static final int CAPACITY = 64;

  private final ChunkChannel<AiMessageChunk> pushed = new ChunkChannel<>(CAPACITY);
  private final Queue<AiMessageChunk> pulled = new ConcurrentLinkedQueue<>();

  /** What is pulled; null in it where the chunks are pushed. Completed once that is known. */
  private final CompletableFuture<@Nullable PulledAnswer> source = new CompletableFuture<>();

  /** The end of what is pulled: completed with what it has failed with, or null. */
  private final CompletableFuture<@Nullable Throwable> over = new CompletableFuture<>();

  private volatile boolean closed;

  /** Says what to do when the reader closes. */
  void onClose(Runnable action) {
    pushed.onClose(action);
  }

  /**
   * Lets the reader read an answer itself.
   *
   * @return false if chunks are pushed already, or another answer is pulled
   */
  boolean pull(PulledAnswer answer) {
    return source.complete(answer);
  }

  /** Says that what comes is pushed, unless it is pulled. */
  void push() {
    source.complete(null);
  }

  private boolean isPulled() {
    push();
    return source.join() != null;
  }

  /**
   * Writes a chunk. It may wait for the reader where chunks are pushed.
   *
   * @throws StreamClosedException if nobody reads any more
   */
  void emit(AiMessageChunk chunk) {
    if (!isPulled()) {
      pushed.emit(chunk);
    } else if (closed) {
      throw new StreamClosedException("The reader has closed the stream: stop writing.");
    } else {
      pulled.add(chunk);
    }
  }

  /** Says that no chunk follows. */
  void complete() {
    if (isPulled()) {
      over.complete(null);
    } else {
      pushed.complete();
    }
  }

  /** Ends with an error. */
  void fail(Throwable failure) {
    if (isPulled()) {
      over.complete(failure);
    } else {
      pushed.fail(failure);
    }
  }

  @Override
  public boolean hasNext() {
    PulledAnswer answer = await(source);
    if (answer == null) {
      return pushed.stream().hasNext();
    }
    while (pulled.isEmpty() && !closed && !over.isDone()) {
      if (!answer.advance()) {
        await(over);
      }
    }
    if (closed) {
      throw new StreamClosedException("The stream was closed before its end.");
    }
    return !pulled.isEmpty() || !hasEnded();
  }

  private boolean hasEnded() {
    Throwable failure = over.join();
    if (failure != null) {
      AnswerStream.<RuntimeException>rethrow(failure);
    }
    return true;
  }

  /** Throws a failure as it was told. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable failure) throws E {
    throw (E) failure;
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> what) {
    try {
      return what.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(
          "The reading thread was interrupted while it waited for a chunk.");
    } catch (ExecutionException impossible) {
      throw new AssertionError("Nothing completes it with an exception.", impossible);
    }
  }

  @Override
  public AiMessageChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    AiMessageChunk chunk = pulled.poll();
    return chunk == null ? pushed.stream().next() : chunk;
  }

  /** Ends the call, whatever the reader waits for. */
  @Override
  protected void release() {
    if (over.isDone() && pulled.isEmpty()) {
      return;
    }
    closed = true;
    push();
    over.complete(null);
    pushed.stream().close();
  }
}
