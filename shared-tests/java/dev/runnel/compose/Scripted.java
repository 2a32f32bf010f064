package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Streams what a test says, another script for each opening: text, an exception to throw, or {@link
 * #BLOCK}. The last script goes on being used.
 */
public final class Scripted implements CustomRunnel<String, String, String> {
  /** Waits until the stream is closed or the thread interrupted. */
  public static final Object BLOCK = new Object();

  /** Waits until the thread is interrupted, whatever is closed. */
  public static final Object HANG = new Object();

  private final String name;
  private final List<List<Object>> scripts = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final Runnable pause;

  /** Makes a source. */
  public Scripted(String name) {
    this(name, () -> {});
  }

  /** Pauses before each chunk, for random scheduling. */
  public Scripted(String name, Runnable pause) {
    this.name = name;
    this.pause = pause;
  }

  /** Says what the next opening gives. */
  public Scripted then(Object... script) {
    scripts.add(Arrays.asList(script));
    return this;
  }

  /** Counts how often it was opened. */
  public int opened() {
    return opened.get();
  }

  /** Counts what is open. */
  public int open() {
    return opened.get() - closed.get();
  }

  /** Waits until it blocks. */
  public void awaitBlocked() throws InterruptedException {
    blocked.await();
  }

  @Override
  public ChunkStream<String> open(String input, RunContext run) {
    int number = opened.getAndIncrement();
    return new Source(scripts.get(Math.min(number, scripts.size() - 1)), input);
  }

  @Override
  public Whole<String, String> whole() {
    return Whole.text();
  }

  @Override
  public String name() {
    return name;
  }

  private final class Source implements ChunkStream<String> {
    private final Iterator<Object> script;
    private final String input;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Object next;

    Source(List<Object> script, String input) {
      this.script = script.iterator();
      this.input = input;
    }

    @Override
    public boolean hasNext() {
      if (next != null) {
        return true;
      }
      if (ended.getCount() == 0) {
        throw new StreamClosedException("The source was closed.");
      }
      if (!script.hasNext()) {
        close();
        return false;
      }
      pause.run();
      Object now = script.next();
      if (now instanceof RuntimeException failure) {
        throw failure;
      }
      if (now instanceof Error failure) {
        throw failure;
      }
      if (now == BLOCK || now == HANG) {
        block(now == BLOCK ? ended : new CountDownLatch(1));
        throw new StreamClosedException("The source was closed.");
      }
      next = now.equals("$input") ? input : now;
      return true;
    }

    private void block(CountDownLatch until) {
      blocked.countDown();
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StreamClosedException("The source was interrupted.");
      }
    }

    @Override
    public String next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      String chunk = (String) next;
      next = null;
      return chunk;
    }

    @Override
    public Iterator<String> iterator() {
      return this;
    }

    @Override
    public synchronized void close() {
      if (ended.getCount() > 0) {
        closed.incrementAndGet();
        ended.countDown();
      }
    }
  }
}
