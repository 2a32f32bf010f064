package dev.runnel.langchain4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is still coming. The JDK's own stream throws away the bytes that were
 * not read yet when the connection breaks; this one gives them first, then the error.
 *
 * <p>It asks for the next piece when what came was read: so a slow reader holds back the sender.
 * Where it asks for more at once, the JDK's client, 17 as 25, lets the end of the connection
 * overtake the whole answer: of answers that come at once with that end, one in six is lost. Asking
 * ahead only behind the head loses nothing, but saves little: the client's selector has to be woken
 * up for each piece all the same. One thread reads; any thread may close, which ends the request
 * and a wait for bytes at once.
 */
final class ResponseBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private volatile Flow.@Nullable Subscription subscription;
  private @Nullable Throwable failure;
  private boolean completed;
  private boolean closed;

  /** How many pieces have come since more were asked for. */
  private int came;

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    boolean unwanted;
    lock.lock();
    try {
      unwanted = closed || subscription != null;
      if (!unwanted) {
        subscription = newSubscription;
      }
    } finally {
      lock.unlock();
    }
    if (unwanted) {
      newSubscription.cancel();
    } else {
      newSubscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    int wanted;
    lock.lock();
    try {
      came++;
      for (ByteBuffer buffer : bytes) {
        if (buffer.hasRemaining() && !closed) {
          buffers.add(buffer);
        }
      }
      wanted = wanted();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    request(wanted);
  }

  /** Returns how many pieces are to be asked for now that some were read. */
  private int wanted() {
    if (!buffers.isEmpty()) {
      return 0;
    }
    int wanted = came;
    came = 0;
    return wanted;
  }

  @Override
  public void onError(Throwable cause) {
    end(cause);
  }

  @Override
  public void onComplete() {
    end(null);
  }

  private void end(@Nullable Throwable cause) {
    lock.lock();
    try {
      completed = true;
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count;
    int wanted;
    lock.lock();
    try {
      ByteBuffer buffer = await();
      if (buffer == null) {
        return -1;
      }
      count = Math.min(length, buffer.remaining());
      buffer.get(target, offset, count);
      if (!buffer.hasRemaining()) {
        buffers.remove();
      }
      wanted = wanted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The reading of an answer was interrupted.");
    } finally {
      lock.unlock();
    }
    request(wanted);
    return count;
  }

  /** Waits for bytes; null at the end. */
  private @Nullable ByteBuffer await() throws IOException, InterruptedException {
    while (buffers.isEmpty() && !completed && !closed) {
      changed.await();
    }
    if (closed) {
      throw new IOException("The answer was closed before its end.");
    }
    if (buffers.isEmpty() && failure != null) {
      throw new IOException("The connection broke before the answer's end: " + failure, failure);
    }
    return buffers.peek();
  }

  private void request(int wanted) {
    Flow.Subscription from = subscription;
    if (wanted > 0 && from != null) {
      from.request(wanted);
    }
  }

  @Override
  public void close() {
    Flow.Subscription from;
    lock.lock();
    try {
      closed = true;
      buffers.clear();
      from = subscription;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (from != null) {
      from.cancel();
    }
  }
}
