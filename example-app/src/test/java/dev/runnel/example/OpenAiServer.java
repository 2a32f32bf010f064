package dev.runnel.example;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on the loopback that streams chat completions as OpenAI's API reference describes them:
 * server-sent events of {@code chat.completion.chunk} objects, ended by {@code [DONE]}.
 */
final class OpenAiServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Reply reply;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Semaphore disconnected = new Semaphore(0);

  /** One request: its first line and headers, and its body. */
  record Request(String head, String body) {}

  private record Reply(String status, List<String> tokens, String body, boolean ends) {}

  private OpenAiServer(Reply reply) throws IOException {
    this.reply = reply;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::serve);
  }

  /** Streams tokens to the end. */
  static OpenAiServer answering(List<String> tokens) throws IOException {
    return new OpenAiServer(new Reply("200 OK", tokens, "", true));
  }

  /** Streams tokens, and then waits until the client has gone. */
  static OpenAiServer stallingAfter(List<String> tokens) throws IOException {
    return new OpenAiServer(new Reply("200 OK", tokens, "", false));
  }

  /** Refuses each request. */
  static OpenAiServer refusing(String status, String body) throws IOException {
    return new OpenAiServer(new Reply(status, List.of(), body, true));
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  Request awaitRequest() throws InterruptedException {
    Request request = requests.poll(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("No request came.");
    }
    return request;
  }

  /**
   * Tells whether the client has left a request while the server still had something to say; each
   * call tells of another request.
   */
  boolean awaitDisconnect() throws InterruptedException {
    return disconnected.tryAcquire(30, TimeUnit.SECONDS);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        start(answering(listener.accept()));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private Runnable answering(Socket accepted) {
    return () -> {
      try (Socket socket = accepted) {
        answer(socket);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "openai-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    requests.add(read(in));
    OutputStream out = socket.getOutputStream();
    boolean streams = reply.body().isEmpty();
    String type = streams ? "text/event-stream" : "application/json";
    send(
        out,
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n\r\n%s"
            .formatted(reply.status(), type, reply.body()));
    for (String token : reply.tokens()) {
      send(out, event("{\"content\":%s}".formatted(quoted(token)), "null"));
    }
    if (!reply.ends()) {
      awaitEnd(in);
    } else if (streams) {
      send(out, event("{}", "\"stop\"") + "data: [DONE]\n\n");
    }
  }

  private void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        continue;
      }
    } catch (IOException reset) {
      // A reset is a disconnect as well.
    }
    disconnected.release();
  }

  private static String event(String delta, String finishReason) {
    return ("data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
        .formatted(delta, finishReason);
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request ended in its headers: " + head);
      }
      head.append((char) next);
    }
    return new Request(head.toString(), body(in, head.toString().toLowerCase(Locale.ROOT)));
  }

  private static String body(InputStream in, String head) throws IOException {
    if (head.contains("transfer-encoding: chunked")) {
      StringBuilder body = new StringBuilder();
      while (true) {
        int size = Integer.parseInt(line(in), 16);
        body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
        line(in);
        if (size == 0) {
          return body.toString();
        }
      }
    }
    String length = head.split("content-length: ", 2)[1].split("\r\n", 2)[0];
    return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
