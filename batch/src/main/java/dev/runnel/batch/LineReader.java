package dev.runnel.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a file that end: a last one that does not is left out. Not thread-safe. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final InputStream bytes;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private long number;

  LineReader(InputStream bytes) {
    this.bytes = bytes;
  }

  /** Returns the number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Returns the next line without its end; null if there is none that ends. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (fill()) {
      int start = at;
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, at - start);
      if (at < filled) {
        at++;
        number++;
        return line.toByteArray();
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, bytes.read(buffer));
    }
    return at < filled;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
