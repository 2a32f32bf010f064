package dev.runnel.example;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows each chunk as it comes, then how long it took. Used for one stream. */
final class Screen {
  /** Says that the run failed, or that nobody reads its output. */
  static final int FAILED = 1;

  /** Says that Ctrl-C ended the run: 128 and the signal's number. */
  static final int CANCELLED = 130;

  private final PrintStream out;
  private final PrintStream err;
  private final long start = System.nanoTime();
  private long firstAt;
  private int chunks;

  Screen(Surroundings surroundings) {
    this.out = surroundings.out();
    this.err = surroundings.err();
  }

  /**
   * Reads a stream to its end, or until the process is told to end.
   *
   * @return the exit code
   */
  <C> int show(ChunkStream<? extends C> stream, Format<C> format) {
    return show(stream, format, () -> "");
  }

  /**
   * Reads a stream to its end, or until the process is told to end.
   *
   * @param more what to say at the end of all, once the run is over; lines
   * @return the exit code
   */
  <C> int show(ChunkStream<? extends C> stream, Format<C> format, Supplier<String> more) {
    try (CancelAtExit cancel = CancelAtExit.of(stream)) {
      int exitCode = show(stream, format, cancel);
      err.print(more.get());
      err.flush();
      return exitCode;
    }
  }

  private <C> int show(ChunkStream<? extends C> stream, Format<C> format, CancelAtExit cancel) {
    try (stream) {
      while (stream.hasNext()) {
        if (!print(stream.next(), format)) {
          return FAILED; // such as "... | head": nobody reads any more
        }
      }
    } catch (StreamClosedException e) {
      return ended("Cancelled. ", format, CANCELLED);
    } catch (RuntimeException e) {
      return cancel.isCancelled()
          ? ended("Cancelled. ", format, CANCELLED)
          : ended("Failed: " + Problem.of(e) + "\n", format, FAILED);
    }
    return ended("", format, 0);
  }

  private <C> boolean print(C chunk, Format<C> format) {
    if (chunks++ == 0) {
      firstAt = System.nanoTime();
    } else {
      out.print(format.separator());
    }
    out.print(format.text().apply(chunk));
    return !out.checkError(); // which flushes
  }

  private int ended(String how, Format<?> format, int exitCode) {
    if (chunks > 0) {
      out.print(format.end().get() + "\n");
      out.flush();
    }
    err.print(how + times(format) + "\n");
    err.flush();
    return exitCode;
  }

  private String times(Format<?> format) {
    String total = seconds(System.nanoTime());
    if (chunks == 0) {
      return "No %s, %s in all.".formatted(format.many(), total);
    }
    String unit = chunks == 1 ? format.one() : format.many();
    return "First %s after %s, %s %s, %s in all."
        .formatted(format.one(), seconds(firstAt), chunks, unit, total);
  }

  private String seconds(long now) {
    return String.format(Locale.ROOT, "%.2f s", (now - start) / 1e9);
  }
}
