package dev.runnel.example;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A terminal that shows only what was flushed. Thread-safe. */
final class TestTerminal extends OutputStream {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private String shown = "";

  PrintStream stream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    written.write(b);
  }

  @Override
  public synchronized void flush() {
    shown = written.toString(StandardCharsets.UTF_8);
    notifyAll();
  }

  /** Returns what a person sees. */
  synchronized String shown() {
    return shown;
  }

  /** Waits until a person sees exactly that. */
  void awaitShown(String expected) throws InterruptedException {
    await(expected::equals, expected);
  }

  /** Waits until a person sees something that fits. */
  synchronized void await(Predicate<String> condition, String description)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(shown)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "Expected:\n" + description + "\nbut the terminal shows:\n" + shown);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
