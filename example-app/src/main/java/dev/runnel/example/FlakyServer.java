package dev.runnel.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a model's server on a bad day, on the loopback: the first request is refused with status
 * 429 and {@code Retry-After}, the second with 503, the answer to the third is cut off after some
 * chunks, and all others are answered. It speaks OpenAI's API, as far as a streamed chat needs it.
 *
 * <p>Thread-safe. Closing it ends all answers.
 */
final class FlakyServer implements AutoCloseable {
  /** How many chunks of the third answer are sent. */
  static final int CHUNKS_BEFORE_CUT = 5;

  /** The seconds after which a client may come back. */
  static final int RETRY_AFTER = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ChatModel model;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FlakyServer::thread);
  private final AtomicInteger requests = new AtomicInteger();
  private final Set<ChunkStream<?>> answers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private FlakyServer(ChatModel model) throws IOException {
    this.model = model;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts one on a free port.
   *
   * @param model what answers, where an answer is given
   * @throws UncheckedIOException if there is no free port
   */
  static FlakyServer start(ChatModel model) {
    try {
      return new FlakyServer(model);
    } catch (IOException e) {
      throw new UncheckedIOException("The loopback server cannot start: " + e.getMessage(), e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "flaky-server");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns where the API is. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void handle(HttpExchange exchange) throws IOException {
    ChatPrompt prompt = read(exchange.getRequestBody());
    switch (requests.incrementAndGet()) {
      case 1 -> {
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(RETRY_AFTER));
        refuse(exchange, 429, "Too many requests");
      }
      case 2 -> refuse(exchange, 503, "Service unavailable");
      case 3 -> answer(exchange, prompt, CHUNKS_BEFORE_CUT);
      default -> answer(exchange, prompt, Integer.MAX_VALUE);
    }
  }

  private static ChatPrompt read(InputStream request) throws IOException {
    JsonNode messages = JSON.readTree(request.readAllBytes()).path("messages");
    return ChatPrompt.of(messages.path(messages.size() - 1).path("content").asString(""));
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    byte[] body = (status + " " + why).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void answer(HttpExchange exchange, ChatPrompt prompt, int most) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    try (ChunkStream<AiMessageChunk> chunks = model.stream(prompt)) {
      answers.add(chunks);
      for (int sent = 0; !closed && chunks.hasNext(); sent++) {
        if (sent == most) {
          // The server breaks the connection of a request that is not handled to its end.
          throw new IOException("The answer is cut off.");
        }
        String text = JSON.writeValueAsString(chunks.next().text());
        send(body, event("{\"content\":%s}".formatted(text), "null"));
      }
      send(body, event("{}", "\"stop\"") + "data: [DONE]\n\n");
      exchange.close();
    }
  }

  private static String event(String delta, String finishReason) {
    return ("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
        .formatted(delta, finishReason);
  }

  private static void send(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    closed = true;
    answers.forEach(ChunkStream::close);
    server.stop(0);
    threads.shutdownNow();
  }
}
