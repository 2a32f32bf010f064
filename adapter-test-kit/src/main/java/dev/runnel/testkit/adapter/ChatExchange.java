package dev.runnel.testkit.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to a {@link ChatServer}, and its answer: raw bytes, HTTP chunks, events, or what
 * OpenAI's chat completions send, as their public reference describes them. With {@code "stream":
 * true} that is data-only server-sent events, each a {@code chat.completion.chunk} object, then one
 * whose {@code choices} are empty and which has the {@code usage}, and {@code data: [DONE]}. Each
 * method writes at once.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat
 *     completion</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/streaming">The chat completion
 *     chunk object</a>
 * @see <a href="https://platform.openai.com/docs/guides/error-codes/api-errors">Error codes</a>
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class ChatExchange {
  private static final String EVENTS = "Content-Type: text/event-stream";

  private final Socket socket;
  private final InputStream in;
  private final String head;
  private final JsonNode request;
  private final CountDownLatch over = new CountDownLatch(1);

  ChatExchange(Socket socket) throws IOException {
    this.socket = socket;
    in = socket.getInputStream();
    head = readUntil("\r\n\r\n");
    request = JsonMapper.shared().readTree(readBody());
  }

  /**
   * Returns the JSON of the request's body.
   *
   * @return the body
   */
  public JsonNode request() {
    return request;
  }

  /**
   * Returns the request's line and its headers.
   *
   * @return the head, as it came
   */
  public String head() {
    return head;
  }

  private String readUntil(String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request ended too early: " + bytes);
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private byte[] readBody() throws IOException {
    if (header("transfer-encoding").map("chunked"::equals).orElse(false)) {
      return readChunks();
    }
    return in.readNBytes(header("content-length").map(Integer::parseInt).orElse(0));
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(readUntil("\r\n").strip(), 16);
      body.writeBytes(in.readNBytes(size));
      readUntil("\r\n");
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private Optional<String> header(String name) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /**
   * Starts an answer of events, in HTTP chunks.
   *
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange startEvents() throws IOException {
    return head("200 OK", EVENTS, "Transfer-Encoding: chunked");
  }

  /**
   * Starts an answer of events whose end is the end of the connection.
   *
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange startEventsWithoutLength() throws IOException {
    return head("200 OK", EVENTS);
  }

  private ChatExchange head(String status, String... headers) throws IOException {
    return raw(
        "HTTP/1.1 %s\r\n%s\r\nConnection: close\r\n\r\n"
            .formatted(status, String.join("\r\n", headers)));
  }

  /**
   * Sends bytes.
   *
   * @param bytes characters, as UTF-8
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange raw(String bytes) throws IOException {
    return raw(bytes.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends bytes.
   *
   * @param bytes the bytes
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /**
   * Sends one HTTP chunk.
   *
   * @param bytes what is in it
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange chunk(byte[] bytes) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return raw(chunk.toByteArray());
  }

  /**
   * Sends one event as one HTTP chunk.
   *
   * @param data its data, one line
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange event(String data) throws IOException {
    return chunk(bytesOf(data));
  }

  /**
   * Sends one event that has a name, as one HTTP chunk.
   *
   * @param name its name
   * @param data its data, one line
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange event(String name, String data) throws IOException {
    return chunk(("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes the bytes of an event.
   *
   * @param data its data, one line
   * @return the bytes
   */
  public static byte[] bytesOf(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends OpenAI's first event, which has no text.
   *
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange role() throws IOException {
    return event(delta("{\"role\":\"assistant\",\"content\":\"\"}", null));
  }

  /**
   * Sends a piece of OpenAI's text.
   *
   * @param text the piece
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange text(String text) throws IOException {
    return event(delta("{\"content\":" + json(text) + "}", null));
  }

  /**
   * Sends OpenAI's finish reason.
   *
   * @param reason the reason, in OpenAI's word
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange finish(String reason) throws IOException {
    return event(delta("{}", reason));
  }

  /**
   * Sends OpenAI's usage.
   *
   * @param prompt tokens of the prompt
   * @param completion tokens of the answer
   * @return this
   * @throws IOException if the client has left
   */
  public ChatExchange usage(int prompt, int completion) throws IOException {
    return event(
        ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                + "\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":%s,"
                + "\"completion_tokens\":%s,\"total_tokens\":%s}}")
            .formatted(prompt, completion, prompt + completion));
  }

  /**
   * Ends OpenAI's events.
   *
   * @throws IOException if the client has left
   */
  public void done() throws IOException {
    event("[DONE]");
    endChunks();
  }

  /**
   * Ends an answer of HTTP chunks.
   *
   * @throws IOException if the client has left
   */
  public void endChunks() throws IOException {
    raw("0\r\n\r\n");
  }

  /**
   * Answers with OpenAI's JSON of an error.
   *
   * @param status the status, such as {@code 429 Too Many Requests}
   * @param message the provider's message
   * @throws IOException if the client has left
   */
  public void error(String status, String message) throws IOException {
    json(
        status,
        "{\"error\":{\"message\":"
            + json(message)
            + ",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
  }

  /**
   * Answers with a body of JSON.
   *
   * @param status the status, such as {@code 200 OK}
   * @param body the JSON
   * @throws IOException if the client has left
   */
  public void json(String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head(status, "Content-Type: application/json", "Content-Length: " + bytes.length).raw(bytes);
  }

  /**
   * Writes one of OpenAI's chunks.
   *
   * @param delta the JSON of its delta
   * @param finishReason OpenAI's finish reason, or null
   * @return JSON
   */
  public static String delta(String delta, @Nullable String finishReason) {
    return ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}")
        .formatted(delta, finishReason == null ? "null" : json(finishReason));
  }

  /**
   * Writes text as JSON.
   *
   * @param text any text
   * @return the text with its quotes
   */
  public static String json(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  /**
   * Waits until the client has closed the connection, half a minute at most.
   *
   * @throws IOException if that cannot be found out
   */
  public void awaitDisconnect() throws IOException {
    socket.setSoTimeout(30_000);
    try {
      while (in.read() >= 0) {
        // The client sends nothing more; should it, it does not matter.
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The client did not close the connection within 30 seconds.", e);
    } catch (IOException reset) {
      // A reset is a disconnect as well.
    }
  }

  /**
   * Waits until the server is done with this exchange, half a minute at most.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitOver() throws InterruptedException {
    if (!over.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("The exchange did not end within 30 seconds.");
    }
  }

  void end() {
    over.countDown();
  }
}
