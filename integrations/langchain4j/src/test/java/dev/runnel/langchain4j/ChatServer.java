package dev.runnel.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on the loopback interface that speaks OpenAI's chat completions, as its public reference
 * describes them: a {@code POST} with a JSON body to {@code /chat/completions}; with {@code
 * "stream": true}, an answer of data-only server-sent events, each a {@code chat.completion.chunk}
 * object, and {@code data: [DONE]} at the end; with {@code "stream_options": {"include_usage":
 * true}}, one more chunk before that, whose {@code choices} are empty and which has the {@code
 * usage}.
 *
 * <p>It writes to the socket itself, so that a test decides which bytes go into which packet.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat
 *     completion</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/streaming">The chat completion
 *     chunk object</a>
 * @see <a href="https://platform.openai.com/docs/guides/error-codes/api-errors">Error codes</a>
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class ChatServer implements Closeable {
  private final ServerSocket listening;
  private final Answer answer;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

  /** Says how to answer one request. */
  @FunctionalInterface
  interface Answer {
    void to(Exchange exchange) throws Exception;
  }

  private ChatServer(ServerSocket listening, Answer answer) {
    this.listening = listening;
    this.answer = answer;
  }

  static ChatServer start(Answer answer) {
    try {
      ChatServer server =
          new ChatServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
  }

  /** Waits for the next request that came. */
  Exchange nextExchange() throws InterruptedException {
    Exchange exchange = exchanges.poll(30, TimeUnit.SECONDS);
    if (exchange == null) {
      throw new AssertionError("No request came within 30 seconds. Failures: " + failures);
    }
    return exchange;
  }

  int openConnections() {
    return open.get();
  }

  List<Throwable> failures() {
    return failures;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        open.incrementAndGet();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    Exchange exchange = null;
    try (socket) {
      exchange = new Exchange(socket);
      exchanges.add(exchange);
      answer.to(exchange);
    } catch (Exception | AssertionError e) {
      failures.add(e);
    } finally {
      open.decrementAndGet();
      if (exchange != null) {
        exchange.over.countDown();
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "chat-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One request and its answer. */
  static final class Exchange {
    private final Socket socket;
    private final InputStream in;
    private final String head;
    private final JsonNode request;
    final CountDownLatch over = new CountDownLatch(1);

    Exchange(Socket socket) throws IOException {
      this.socket = socket;
      in = socket.getInputStream();
      head = readHead();
      request = JsonMapper.shared().readTree(in.readNBytes(contentLength()));
    }

    JsonNode request() {
      return request;
    }

    String head() {
      return head;
    }

    private String readHead() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("The request ended in its head: " + bytes);
        }
        bytes.write(next);
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private int contentLength() {
      return head.lines()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .filter(line -> line.startsWith("content-length:"))
          .map(line -> Integer.parseInt(line.substring("content-length:".length()).trim()))
          .findFirst()
          .orElse(0);
    }

    /** Starts an answer of events, in HTTP chunks. */
    Exchange startEvents() throws IOException {
      return raw(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    }

    /** Starts an answer of events whose end is the end of the connection. */
    Exchange startEventsWithoutLength() throws IOException {
      return raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
    }

    Exchange raw(String bytes) throws IOException {
      return raw(bytes.getBytes(StandardCharsets.UTF_8));
    }

    Exchange raw(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    }

    /** Sends bytes as one HTTP chunk. */
    Exchange chunk(byte[] bytes) throws IOException {
      ByteArrayOutputStream chunk = new ByteArrayOutputStream();
      chunk.writeBytes(
          (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      chunk.writeBytes(bytes);
      chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      return raw(chunk.toByteArray());
    }

    /** Sends one event as one HTTP chunk. */
    Exchange event(String data) throws IOException {
      return chunk(bytesOf(data));
    }

    static byte[] bytesOf(String data) {
      return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    Exchange role() throws IOException {
      return event(delta("{\"role\":\"assistant\",\"content\":\"\"}", null));
    }

    Exchange text(String text) throws IOException {
      return event(delta("{\"content\":" + json(text) + "}", null));
    }

    Exchange finish(String reason) throws IOException {
      return event(delta("{}", reason));
    }

    Exchange usage(int prompt, int completion) throws IOException {
      return event(
          "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s,\"total_tokens\":%s}}"
                  .formatted(prompt, completion, prompt + completion));
    }

    void done() throws IOException {
      event("[DONE]");
      raw("0\r\n\r\n");
    }

    /** Answers with an error, as the reference describes it. */
    void error(String status, String message) throws IOException {
      json(
          status,
          "{\"error\":{\"message\":"
              + json(message)
              + ",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
    }

    /** Answers with a JSON body. */
    void json(String status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      raw(
          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\nConnection: close\r\n\r\n"
              .formatted(status, bytes.length));
      raw(bytes);
    }

    static String delta(String delta, String finishReason) {
      return ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}")
          .formatted(delta, finishReason == null ? "null" : json(finishReason));
    }

    static String json(String text) {
      return JsonMapper.shared().writeValueAsString(text);
    }

    /** Waits until the client has closed the connection. */
    void awaitDisconnect() throws IOException {
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

    /** Waits until the server is done with this exchange. */
    void awaitOver() throws InterruptedException {
      if (!over.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("The exchange did not end within 30 seconds.");
      }
    }
  }
}
