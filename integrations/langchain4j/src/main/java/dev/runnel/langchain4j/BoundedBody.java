package dev.runnel.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The body of an answer, of which no part is longer than a limit: no event of a stream, no whole.
 * What a server sends without end would fill the memory else. One thread reads.
 */
final class BoundedBody extends FilterInputStream {
  /** How much of an error's body is read. */
  static final int ERROR_LIMIT = 64 * 1024;

  private static final int SHORT = 1_000;

  private final long limit;
  private final boolean events;
  private long length;
  private boolean lineEnded;

  private BoundedBody(InputStream body, long limit, boolean events) {
    super(body);
    this.limit = limit;
    this.events = events;
  }

  /** Limits each event of a stream of events. */
  static InputStream ofEvents(InputStream body, long limit) {
    return new BoundedBody(body, limit, true);
  }

  /** Reads all of a body that is within the limit. */
  static byte[] readWhole(InputStream body, long limit) throws IOException {
    return new BoundedBody(body, limit, false).readAllBytes();
  }

  /** Reads the text of an error, and leaves the rest of a long one. */
  static String readError(InputStream body) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (text.size() < ERROR_LIMIT) {
      int count = body.read(buffer, 0, Math.min(buffer.length, ERROR_LIMIT - text.size()));
      if (count < 0) {
        return text.toString(StandardCharsets.UTF_8);
      }
      text.write(buffer, 0, count);
    }
    return text.toString(StandardCharsets.UTF_8)
        + String.format(
            Locale.ROOT, " [the rest was not read: only %,d bytes of an error are]", ERROR_LIMIT);
  }

  /** Returns the beginning of what a server told, where that is long. */
  static String shortened(String told) {
    return told.length() <= SHORT ? told : told.substring(0, SHORT) + "...";
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int read = super.read(target, offset, count);
    for (int i = 0; i < read; i++) {
      count(target[offset + i]);
    }
    return read;
  }

  private void count(byte next) throws IOException {
    length++;
    if (events && (next == '\n' || next == '\r')) {
      // An event ends with an empty line.
      length = lineEnded ? 0 : length;
      lineEnded = true;
    } else {
      lineEnded = false;
    }
    if (length > limit) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The server sent more than %,d bytes as one %s. If that is right, set another limit:"
                  + " CancellableHttpClient.builder().maxBytes(...).",
              limit,
              events ? "event" : "answer"));
    }
  }
}
