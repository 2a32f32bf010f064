package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkChannel;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.stream.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets several readers read one stream, which is read once: the slowest of them sets the pace.
 *
 * <p>Whichever reader needs a chunk pulls it, for all. It waits while another reader has no room,
 * unless that one's buffer is without bound. A reader that closes leaves; when the last one leaves,
 * the source is closed. Each reader may stand on a thread of its own.
 *
 * @param <C> the chunks
 */
public final class Shared<C> {
  private final ChunkStream<C> source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Reader> readers = new ArrayList<>();
  private boolean pulling;
  private boolean ended;
  private @Nullable Throwable failure;

  /** Lets some readers, of which each stands on a thread of its own, read a stream. */
  public Shared(ChunkStream<C> source, int count) {
    this.source = source;
    for (int i = 0; i < count; i++) {
      readers.add(new Reader());
    }
  }

  /**
   * Returns the stream of one reader.
   *
   * @param index which reader, from 0
   * @return its stream
   */
  public ChunkStream<C> reader(int index) {
    return readers.get(index);
  }

  /**
   * Lets one reader's chunks be buffered without bound, since it starts to read only when another
   * reader has read to the end. To be said before anybody reads.
   *
   * @param index which reader, from 0
   * @return this
   */
  public Shared<C> buffering(int index) {
    readers.get(index).unbounded = true;
    return this;
  }

  private boolean hasRoomForAll() {
    for (Reader reader : readers) {
      if (!reader.hasRoom()) {
        return false;
      }
    }
    return true;
  }

  /** Pulls a chunk for all readers; throws only what is for this thread alone. */
  private void pull() {
    @Nullable C chunk = null;
    @Nullable Throwable thrown = null;
    @Nullable Throwable interruption = null;
    try {
      chunk = source.hasNext() ? source.next() : null;
    } catch (Throwable t) {
      thrown = Failures.forOtherThreads(t);
      interruption = thrown == t ? null : t;
    }
    lock.lock();
    try {
      pulling = false;
      failure = thrown;
      ended = chunk == null;
      if (chunk != null) {
        for (Reader reader : readers) {
          reader.offer(chunk);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (interruption != null) {
      throw Failures.sneakyThrow(interruption);
    }
  }

  /** The stream of one reader. */
  final class Reader extends AbstractChunkStream<C> {
    private final ArrayDeque<C> queue = new ArrayDeque<>();
    private volatile boolean unbounded;
    private boolean started;
    private boolean left;

    boolean hasRoom() {
      return left || unbounded || queue.size() < ChunkChannel.DEFAULT_CAPACITY;
    }

    void offer(C chunk) {
      if (!left) {
        queue.add(chunk);
      }
    }

    @Override
    public boolean hasNext() {
      while (true) {
        lock.lock();
        try {
          started = true;
          while (!isReady() && (pulling || !hasRoomForAll())) {
            if (!pulling) {
              checkOthers();
            }
            changed.await();
          }
          if (isReady()) {
            return answer();
          }
          pulling = true;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new StreamClosedException(
              "The reading thread was interrupted while it waited for a chunk.");
        } finally {
          lock.unlock();
        }
        pull();
      }
    }

    /** Throws if it waits for a reader that this very thread is to start when it has returned. */
    private void checkOthers() {
      if (CurrentRun.cell().isInOwnTask()
          && readers.stream().anyMatch(reader -> !reader.started && !reader.hasRoom())) {
        throw new IllegalStateException(
            "Several steps read one stream at the same time, but the run's executor would run one"
                + " after the other, on the thread that starts them. Give the run an executor with"
                + " threads of its own.");
      }
    }

    private boolean isReady() {
      return left || !queue.isEmpty() || ended;
    }

    private boolean answer() {
      if (left) {
        throw new StreamClosedException(
            "This reader of a shared stream was closed before its end.");
      }
      if (queue.isEmpty() && failure != null) {
        throw Failures.sneakyThrow(failure);
      }
      return !queue.isEmpty();
    }

    @Override
    public C next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The stream has ended.");
      }
      lock.lock();
      try {
        C chunk = queue.remove();
        changed.signalAll();
        return chunk;
      } finally {
        lock.unlock();
      }
    }

    @Override
    protected void release() {
      boolean last;
      lock.lock();
      try {
        if (left) {
          return;
        }
        left = true;
        queue.clear();
        last = readers.stream().allMatch(reader -> reader.left);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (last) {
        source.close();
      }
    }
  }
}
