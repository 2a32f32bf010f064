package dev.runnel.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of a bounded length. For one thread. */
final class LineReader {
  private final InputStream in;
  private final int maximum;

  LineReader(InputStream in, int maximum) {
    this.in = new BufferedInputStream(in);
    this.maximum = maximum;
  }

  /**
   * Reads the next line.
   *
   * @return the line without its end; null where nothing follows
   * @throws IOException if the stream is broken, or the line is too long
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(read);
      if (line.size() > maximum) {
        throw new IOException("A message has more than " + maximum + " bytes.");
      }
    }
    return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
  }
}
