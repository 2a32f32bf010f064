package dev.runnel.langchain4j;

import dev.runnel.RunnelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/** Tells a body of JSON from one of events, of which no line begins with a brace or a bracket. */
final class JsonBody {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private JsonBody() {}

  /**
   * Looks at how a body begins that should be one of events.
   *
   * @return all of the body but a byte order mark and empty lines at its start
   * @throws RunnelException if it is JSON: what it tells would be lost among events
   */
  static InputStream refuse(InputStream body) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(body, BYTE_ORDER_MARK.length);
    skipByteOrderMark(whole);
    int first = whole.read();
    while (first == '\r' || first == '\n') {
      first = whole.read();
    }
    if (first >= 0) {
      whole.unread(first);
    }
    if (first == '{' || first == '[') {
      throw failure(BoundedBody.readError(whole));
    }
    return whole;
  }

  /** Skips what may stand before the first event, and would else become a part of its name. */
  private static void skipByteOrderMark(PushbackInputStream body) throws IOException {
    byte[] start = body.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
      body.unread(start);
    }
  }

  private static RunnelException failure(String body) {
    RunnelException error = WireEnd.inBody(body);
    return error != null
        ? error
        : new RunnelException(
            "The server was asked for a stream of events, but answered with one JSON value: "
                + body
                + ". Let it stream, or use a model that does not stream.");
  }
}
