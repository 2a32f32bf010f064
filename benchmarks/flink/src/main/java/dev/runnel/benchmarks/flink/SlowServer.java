package dev.runnel.benchmarks.flink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model behind HTTP, in a process of its own, so that its CPU time is not that of who asks. It
 * answers as OpenAI's chat completions do, after a while.
 */
final class SlowServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MOST_CONNECTIONS = "20000";

  private final Process process;
  private final URI address;

  private SlowServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the process, and waits until it answers. */
  static SlowServer start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Else the JDK's server closes all but 200 connections that are not in use.
                "-Dsun.net.httpserver.maxIdleConnections=" + MOST_CONNECTIONS,
                "-Dsun.net.httpserver.nodelay=true",
                "-Xmx1g",
                "-classpath",
                System.getProperty("java.class.path", "." + File.pathSeparator),
                SlowServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = output.readLine();
    if (port == null) {
      throw new IOException("The server has ended with " + process.onExit().join().exitValue());
    }
    return new SlowServer(process, URI.create("http://127.0.0.1:" + port + "/chat/completions"));
  }

  /** Returns where it takes requests. */
  URI address() {
    return address;
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** Serves until standard input ends, which it does when the process that has started it ends. */
  public static void main(String[] arguments) throws IOException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/chat/completions", exchange -> answerLater(exchange, timer));
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop(0);
    System.exit(0);
  }

  private static void answerLater(HttpExchange exchange, ScheduledExecutorService timer)
      throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String prompt = request.at("/messages/0/content").asString();
    timer.schedule(() -> answer(exchange, prompt), SlowModel.MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void answer(HttpExchange exchange, String prompt) {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "model",
                "slow",
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "message",
                        Map.of("role", "assistant", "content", SlowModel.answerTo(prompt)),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of("prompt_tokens", 12, "completion_tokens", 15, "total_tokens", 27)));
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
