package dev.runnel.serve;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a client gets: an answer that is whole, one that will be, or one that streams. */
public sealed interface ServeResponse {
  /**
   * Returns the HTTP status.
   *
   * @return the status
   */
  int status();

  /**
   * Returns the headers, without those about length and transfer, which are the server's.
   *
   * @return the headers by name, unmodifiable
   */
  Map<String, String> headers();

  /**
   * An answer whose bytes are known.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the bytes; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  record Whole(int status, Map<String, String> headers, byte[] body) implements ServeResponse {
    /** Copies the headers. */
    public Whole {
      headers = Map.copyOf(headers);
    }

    /**
     * Adds a header.
     *
     * @param name its name; one that is there already is replaced
     * @param value its value
     * @return a copy
     */
    public Whole with(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(name, value);
      return new Whole(status, all, body);
    }

    /**
     * Returns the body as text.
     *
     * @return the text
     */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * An answer that is written while its run goes on. The server sends the headers at once, and then
   * calls {@link StreamedBody#writeTo}; if it never does, it closes the body.
   *
   * @param headers the headers
   * @param body what is written
   */
  record Streamed(Map<String, String> headers, StreamedBody body) implements ServeResponse {
    /** Copies the headers. */
    public Streamed {
      headers = Map.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * An answer that is whole when its runs have ended. The server calls {@link PendingAnswer#await};
   * if it never does, it closes the answer.
   *
   * @param answer what gives the answer; its status may be another one
   */
  record Pending(PendingAnswer answer) implements ServeResponse {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /**
   * Makes an answer of server-sent events, with the headers that let each of them pass at once.
   *
   * @param body what is written
   * @return the response
   */
  static Streamed events(StreamedBody body) {
    return EventText.response(body);
  }

  /** Makes an answer that says by its status, 204, that there is nothing. */
  static Whole noContent() {
    return new Whole(204, Map.of(), new byte[0]);
  }

  /**
   * Makes an answer of JSON.
   *
   * @param status the HTTP status
   * @param json the body
   * @return the response
   */
  static Whole json(int status, JsonNode json) {
    return bytes(status, "application/json", WireJson.write(json));
  }

  /**
   * Makes an answer of plain text.
   *
   * @param status the HTTP status
   * @param text the body
   * @return the response
   */
  static Whole text(int status, String text) {
    return bytes(status, "text/plain; charset=utf-8", text);
  }

  private static Whole bytes(int status, String type, String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("X-Content-Type-Options", "nosniff");
    return new Whole(status, headers, text.getBytes(StandardCharsets.UTF_8));
  }
}
