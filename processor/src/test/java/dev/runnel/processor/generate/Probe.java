package dev.runnel.processor.generate;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails and waits inside of steps under test where a test says so, and counts open sources. */
public final class Probe {
  /** Stands for no place. */
  static final int NOWHERE = -1;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private volatile int failures;
  private volatile int failuresBetween;
  private volatile int blocksAt = NOWHERE;

  /** Makes that many calls fail, from the first one on. */
  Probe failing(int count) {
    failures = count;
    return this;
  }

  /** Makes that many calls fail after their first chunk. */
  Probe failingBetween(int count) {
    failuresBetween = count;
    return this;
  }

  /** Makes calls wait before a chunk until they are interrupted. */
  Probe blockingAt(int chunk) {
    blocksAt = chunk;
    return this;
  }

  int blocksAt() {
    return blocksAt;
  }

  int calls() {
    return calls.get();
  }

  /** Counts the chunks that sources gave. */
  int given() {
    return given.get();
  }

  int open() {
    return open.get();
  }

  void awaitBlocked() throws InterruptedException {
    blocked.await();
  }

  /** Is called by a step when it has read its input. */
  public void call() {
    int number = calls.incrementAndGet();
    if (number <= failures) {
      throw new IllegalStateException("call " + number);
    }
    if (blocksAt == 0) {
      block();
    }
  }

  private void block() {
    blocked.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /** Wraps what a step gives. */
  public List<String> chunks(List<String> chunks) {
    int number = calls.get();
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        if (index == 1 && number <= failuresBetween) {
          throw new IllegalStateException("between " + number);
        }
        if (index == 1 && blocksAt == 1) {
          block();
        }
        return chunks.get(index);
      }

      @Override
      public int size() {
        return chunks.size();
      }
    };
  }

  /** Publishes what a step gives; an exception is published as well. */
  public Flow.Publisher<String> published(List<String> chunks) {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private int next;
              private boolean over;

              @Override
              public void request(long n) {
                for (long i = 0; i < n && !over; i++) {
                  step(subscriber);
                }
              }

              private void step(Flow.Subscriber<? super String> subscriber) {
                if (next == chunks.size()) {
                  over = true;
                  subscriber.onComplete();
                  return;
                }
                String chunk;
                try {
                  chunk = chunks.get(next++);
                } catch (IllegalStateException failure) {
                  over = true;
                  subscriber.onError(failure);
                  return;
                }
                subscriber.onNext(chunk);
              }

              @Override
              public void cancel() {
                over = true;
              }
            });
  }

  /** Gives the input's chunks from a source that has to be closed. */
  public ChunkStream<String> source(List<String> chunks) {
    open.incrementAndGet();
    return new Source(chunks.iterator());
  }

  /** Makes what a routing step calls. */
  public Runnel<List<String>, String, String> route() {
    return new CustomRunnel<>() {
      @Override
      public ChunkStream<String> open(List<String> input, RunContext run) {
        open.incrementAndGet();
        return new Source(input.iterator());
      }

      @Override
      public Whole<String, String> whole() {
        return Whole.text();
      }
    };
  }

  private final class Source implements ChunkStream<String> {
    private final Iterator<String> chunks;
    private boolean closed;

    Source(Iterator<String> chunks) {
      this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
      return !closed && chunks.hasNext();
    }

    @Override
    public String next() {
      given.incrementAndGet();
      return chunks.next();
    }

    @Override
    public Iterator<String> iterator() {
      return this;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
