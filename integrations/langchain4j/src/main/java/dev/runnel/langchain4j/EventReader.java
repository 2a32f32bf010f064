package dev.runnel.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of an answer, one by one, understood as LangChain4j's own parser does. Between two
 * events it holds a line's bytes and no more: many answers are open at the same time, and the
 * buffers of a {@code BufferedReader} take 24 KB of each. One thread reads.
 */
final class EventReader {
  private static final int FIRST_LENGTH = 512;
  private static final byte[] NAME = "event:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final InputStream body;
  private byte[] bytes = new byte[FIRST_LENGTH];

  /** Where the bytes that were read end. */
  private int filled;

  /** Where the bytes begin that belong to no line yet. */
  private int next;

  private int lineBegin;
  private int lineEnd;
  private boolean returned;

  EventReader(InputStream body) {
    this.body = body;
  }

  /** Reads the next event; null at the end of the answer. */
  @Nullable ServerSentEvent next() throws IOException {
    @Nullable String name = null;
    List<String> data = new ArrayList<>(1);
    while (readLine()) {
      if (lineBegin == lineEnd && !data.isEmpty()) {
        break;
      } else if (begins(NAME)) {
        name = text(lineBegin + NAME.length).trim();
      } else if (begins(DATA)) {
        int begin = lineBegin + DATA.length;
        String text = text(begin < lineEnd && bytes[begin] == ' ' ? begin + 1 : begin);
        if (!text.isEmpty() || !data.isEmpty()) {
          data.add(text);
        }
      }
    }
    return data.isEmpty()
        ? null
        : new ServerSentEvent(name, data.size() == 1 ? data.get(0) : String.join("\n", data));
  }

  private boolean begins(byte[] field) {
    int end = lineBegin + field.length;
    return end <= lineEnd && Arrays.equals(bytes, lineBegin, end, field, 0, field.length);
  }

  /** Returns the line's text from a place on. */
  private String text(int begin) {
    return new String(bytes, begin, lineEnd - begin, StandardCharsets.UTF_8);
  }

  /** Finds the next line, which ends with LF, CR, both, or the answer; false if there is none. */
  private boolean readLine() throws IOException {
    lineBegin = next;
    for (int at = next; ; at++) {
      if (at == filled) {
        at -= lineBegin;
        if (!fill()) {
          lineEnd = filled;
          next = filled;
          return lineBegin < lineEnd;
        }
      }
      byte read = bytes[at];
      if (read == '\n' && returned && at == lineBegin) {
        lineBegin++;
        returned = false;
      } else if (read == '\n' || read == '\r') {
        returned = read == '\r';
        lineEnd = at;
        next = at + 1;
        return true;
      }
    }
  }

  /** Reads more bytes behind those of the line, which then begins at 0; false at the end. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, lineBegin, bytes, 0, filled - lineBegin);
    filled -= lineBegin;
    lineBegin = 0;
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
    }
    int count = body.read(bytes, filled, bytes.length - filled);
    filled += Math.max(count, 0);
    return count >= 0;
  }

  /** Ends the answer. */
  void close() throws IOException {
    body.close();
  }
}
