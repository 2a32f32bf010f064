package dev.runnel.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Server-sent events as text. Lines end with LF, since not every client knows others; the data is
 * JSON and so stands on one line.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventText {
  /** Tell caches and proxies to pass each event on as it comes. */
  private static final Map<String, String> HEADERS = headers();

  private EventText() {}

  static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/event-stream; charset=utf-8");
    headers.put("Cache-Control", "no-cache, no-transform");
    headers.put("X-Accel-Buffering", "no");
    headers.put("X-Content-Type-Options", "nosniff");
    return headers;
  }

  /** Answers with a body of events. */
  static ServeResponse.Streamed response(StreamedBody body) {
    return new ServeResponse.Streamed(HEADERS, body);
  }

  /** Appends a comment, which clients ignore. */
  static void comment(String comment, StringBuilder out) {
    out.append(": ").append(comment).append("\n\n");
  }

  /** Appends a field that stands before the data of the same event. */
  static void field(String name, String value, StringBuilder out) {
    out.append(name).append(": ").append(value).append('\n');
  }

  /** Appends the data, and ends the event. */
  static void data(JsonNode json, StringBuilder out) {
    out.append("data: ").append(WireJson.write(json)).append("\n\n");
  }
}
