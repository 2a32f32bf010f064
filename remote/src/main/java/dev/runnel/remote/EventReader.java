package dev.runnel.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events. Lines may end with CR, LF or both; a comment is skipped; an event at
 * the end of the stream that no empty line has closed is dropped.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class EventReader {
  /** An event whose data is longer is refused, so that no server can fill the memory. */
  static final int MAX_EVENT = 16 * 1024 * 1024;

  private final BufferedReader reader;
  private boolean afterReturn;
  private String comingId = "";
  private volatile String lastId = "";

  /**
   * Makes a reader.
   *
   * @param bytes what is read
   */
  public EventReader(InputStream bytes) {
    reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /**
   * One event.
   *
   * @param name its name; {@code message} where it has none
   * @param data its data; empty where it has none
   */
  public record Event(String name, String data) {}

  /**
   * Reads the next event that has a name or data.
   *
   * @return the event; null at the end
   * @throws IOException if the stream is broken, or an event is too long
   */
  public @Nullable Event next() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    boolean isAny = false;
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        lastId = comingId;
        if (isAny) {
          return new Event(name, data.toString());
        }
      } else if (line.startsWith("event:")) {
        name = value(line, 6);
        isAny = true;
      } else if (line.startsWith("id:")) {
        comingId = value(line, 3);
      } else if (line.startsWith("data:")) {
        if (isAny && !data.isEmpty()) {
          data.append('\n');
        }
        data.append(value(line, 5));
        isAny = true;
        requireShort(data.length());
      }
    }
    return null;
  }

  /**
   * Returns the id of the last event that came whole, be it one without data; any thread may ask.
   *
   * @return the id; empty while there was none
   */
  public String lastId() {
    return lastId;
  }

  private static String value(String line, int from) {
    return line.substring(line.startsWith(" ", from) ? from + 1 : from);
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c >= 0; c = read()) {
      if (c == '\n' || c == '\r') {
        afterReturn = c == '\r';
        return line.toString();
      }
      line.append((char) c);
      requireShort(line.length());
    }
    return null;
  }

  /** A line feed behind a carriage return belongs to it; to look ahead for one might wait. */
  private int read() throws IOException {
    int c = reader.read();
    boolean belongsToReturn = afterReturn && c == '\n';
    afterReturn = false;
    return belongsToReturn ? reader.read() : c;
  }

  private static void requireShort(int length) throws IOException {
    if (length > MAX_EVENT) {
      throw new IOException("An event has more than " + MAX_EVENT + " characters.");
    }
  }
}
