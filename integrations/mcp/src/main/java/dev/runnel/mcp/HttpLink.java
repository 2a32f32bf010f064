package dev.runnel.mcp;

import dev.runnel.RunConfig;
import dev.runnel.remote.EventReader;
import dev.runnel.serve.WireJson;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries messages over streamable HTTP: each of them is a request of its own. Where the server has
 * forgotten the client, as after a restart, the client introduces itself again.
 */
final class HttpLink extends ClientLink {
  private static final Logger LOG = System.getLogger(HttpLink.class.getName());
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final int MAX_ANSWER = 16 * 1024 * 1024;
  private static final int MAX_SHOWN = 500;
  private static final int NOT_FOUND = 404;
  private static final String EVENTS = "text/event-stream";
  private static final String JSON = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI uri;
  private final Map<String, String> headers;
  private final Duration startTimeout;
  private final Set<HttpAnswer> answers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Post introduction;
  private volatile @Nullable String session;
  private volatile boolean closed;

  /**
   * Makes a link.
   *
   * @param startTimeout how long the server may take when the client introduces itself again
   */
  HttpLink(URI uri, Map<String, String> headers, Duration startTimeout) {
    this.uri = uri;
    this.headers = Map.copyOf(headers);
    this.startTimeout = startTimeout;
  }

  /**
   * A message to send.
   *
   * @param id what it asks to be answered; null if nothing
   * @param session the session that it is sent in; null if there is none yet
   */
  private record Post(String body, @Nullable Object id, @Nullable String session) {
    Post in(@Nullable String other) {
      return new Post(body, id, other);
    }
  }

  @Override
  String server() {
    return "The MCP server at " + uri;
  }

  @Override
  void send(JSONRPCMessage message) {
    Object id = message instanceof JSONRPCRequest request ? request.id() : null;
    Post post = new Post(WireJson.write(SdkJson.tree(message)), id, session);
    if (message instanceof JSONRPCRequest request
        && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      introduction = post;
    }
    open(request(post).build(), id, response -> read(response, post, true));
  }

  private HttpRequest.Builder request(Post post) {
    return head(post.session())
        .header("Content-Type", JSON)
        .header("Accept", JSON + ", " + EVENTS)
        .POST(HttpRequest.BodyPublishers.ofString(post.body()));
  }

  private HttpRequest.Builder head(@Nullable String known) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    request.setHeader(HttpEndpoint.VERSION, version());
    headers.forEach(request::setHeader);
    return known == null ? request : request.setHeader(HttpEndpoint.SESSION, known);
  }

  private void open(
      HttpRequest request, @Nullable Object id, Consumer<HttpResponse<InputStream>> reader) {
    if (closed) {
      failed(id, LEFT.strip());
      return;
    }
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    HttpAnswer answer = new HttpAnswer(id, sent);
    answers.add(answer);
    if (closed) {
      answer.close();
    }
    sent.whenCompleteAsync(
        (response, failure) -> {
          if (response == null) {
            failed(id, "cannot be reached: " + reason(failure));
          } else {
            reader.accept(response);
          }
          answers.remove(answer);
        },
        RunConfig.defaultExecutor());
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.toString();
  }

  private void failed(@Nullable Object id, String what) {
    if (id != null) {
      fail(id, server() + " " + what);
    } else if (!closed) {
      LOG.log(Level.DEBUG, () -> server() + " " + what);
    }
  }

  private void read(HttpResponse<InputStream> response, Post post, boolean first) {
    Object id = post.id();
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      String forgotten = post.session();
      if (status == NOT_FOUND && forgotten != null && first) {
        Post again = post.in(renewed(forgotten));
        open(request(again).build(), id, answer -> read(answer, again, false));
      } else if (status / 100 != 2) {
        failed(id, "answered with status " + status + ": " + shown(body));
      } else {
        response.headers().firstValue(HttpEndpoint.SESSION).ifPresent(given -> session = given);
        readMessages(response, body, id);
      }
    } catch (IOException | CompletionException broken) {
      failed(id, "broke off: " + reason(broken));
    }
  }

  /** Introduces the client again, once for all messages that a session was too old for. */
  private synchronized @Nullable String renewed(String forgotten) throws IOException {
    Post first = introduction;
    if (first != null && forgotten.equals(session)) {
      String given = answered(request(first.in(null)));
      String initialized =
          WireJson.write(
              SdkJson.tree(
                  new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED, null)));
      answered(request(new Post(initialized, null, given)));
      session = given;
    }
    return session;
  }

  private @Nullable String answered(HttpRequest.Builder request) throws IOException {
    HttpResponse<InputStream> response =
        client
            .sendAsync(request.timeout(startTimeout).build(), BodyHandlers.ofInputStream())
            .join();
    response.body().close();
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "it has forgotten its client, and does not take it again: status "
              + response.statusCode());
    }
    return response.headers().firstValue(HttpEndpoint.SESSION).orElse(null);
  }

  private void readMessages(
      HttpResponse<InputStream> response, InputStream body, @Nullable Object id)
      throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.contains(EVENTS)) {
      readEvents(body, id);
    } else if (id != null && type.contains(JSON)) {
      readWhole(body, id);
    } else if (id != null) {
      failed(id, "answered with the type '" + type + "', which is not MCP's.");
    }
  }

  private void readEvents(InputStream body, @Nullable Object id) throws IOException {
    EventReader events = new EventReader(body);
    for (EventReader.Event event = events.next(); event != null; event = events.next()) {
      if (!event.data().isBlank()) {
        receive(SdkJson.message(event.data()));
      }
      if (id != null && !isOpen(id)) {
        return;
      }
    }
    failed(id, "ended its answer without a response.");
  }

  private void readWhole(InputStream body, Object id) throws IOException {
    byte[] bytes = body.readNBytes(MAX_ANSWER + 1);
    if (bytes.length > MAX_ANSWER) {
      failed(id, "answered with more than " + MAX_ANSWER + " bytes.");
      return;
    }
    receive(SdkJson.message(new String(bytes, StandardCharsets.UTF_8)));
    failed(id, "answered something else than what it was asked.");
  }

  private static String shown(InputStream body) throws IOException {
    return new String(body.readNBytes(MAX_SHOWN), StandardCharsets.UTF_8).strip();
  }

  /** Listens for what the server says of its own accord; many say nothing. */
  @Override
  void listen() {
    Post nothing = new Post("", null, session);
    HttpRequest request = head(nothing.session()).header("Accept", EVENTS).GET().build();
    open(request, null, response -> read(response, nothing, false));
  }

  @Override
  void abandon(Object id) {
    answers.stream().filter(answer -> id.equals(answer.id())).forEach(HttpAnswer::close);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::closeNow);
  }

  private void closeNow() {
    if (closed) {
      return;
    }
    closed = true;
    answers.forEach(HttpAnswer::close);
    failAll(server() + LEFT);
    String known = session;
    if (known != null) {
      sayGoodbye(head(known).timeout(GOODBYE).DELETE().build());
    }
    // From JDK 21 on, a client's threads end when it is closed; before, when it is collected.
    if (((Object) client) instanceof AutoCloseable closeable) {
      close(closeable);
    }
  }

  private void sayGoodbye(HttpRequest goodbye) {
    try {
      client.sendAsync(goodbye, BodyHandlers.discarding()).join();
    } catch (CompletionException gone) {
      LOG.log(Level.DEBUG, () -> server() + " was not told goodbye: " + reason(gone));
    }
  }

  private void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception failure) {
      LOG.log(Level.DEBUG, () -> "The HTTP client for " + uri + " could not be closed.", failure);
    }
  }

  /** The answer to one request, from when it was sent. */
  private record HttpAnswer(
      @Nullable Object id, CompletableFuture<HttpResponse<InputStream>> response) {
    void close() {
      if (!response.cancel(true) && !response.isCompletedExceptionally()) {
        closeBody(response.join());
      }
    }

    private static void closeBody(HttpResponse<InputStream> open) {
      try {
        open.body().close();
      } catch (IOException alreadyBroken) {
        LOG.log(Level.DEBUG, "The connection is gone, which is what closing is for.");
      }
    }
  }
}
