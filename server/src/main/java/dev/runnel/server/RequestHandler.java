package dev.runnel.server;

import dev.runnel.RunConfig;
import dev.runnel.serve.ChainService;
import dev.runnel.serve.PendingAnswer;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers requests within the limits of the server. */
final class RequestHandler implements HttpEngine.Handler {
  private final ChainService service;
  private final ServerLimits limits;
  private final RequestGuard guard;
  private final CrossOrigin crossOrigin;
  private final ServerMetrics metrics = new ServerMetrics();
  private final Semaphore runs;
  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /** Ends what runs for a client: with the protocol's failure, or at once. */
  private static final class Open {
    private final Runnable stop;
    private final Runnable close;

    Open(Runnable stop, Runnable close) {
      this.stop = stop;
      this.close = close;
    }
  }

  RequestHandler(
      ChainService service, ServerLimits limits, RequestGuard guard, CrossOrigin crossOrigin) {
    this.service = service;
    this.limits = limits;
    this.guard = guard;
    this.crossOrigin = crossOrigin;
    this.runs = new Semaphore(limits.maxRuns());
  }

  @Override
  public void handle(HttpEngine.Exchange exchange) throws IOException {
    ServeRequest head;
    try {
      head = head(exchange);
    } catch (IllegalArgumentException malformed) {
      answer(exchange, Map.of(), ServeResponse.text(400, "The address is malformed.\n"));
      return;
    }
    Map<String, String> added = crossOrigin.headers(head);
    Optional<ServeResponse> early = early(head);
    if (early.isPresent()) {
      answer(exchange, added, early.get());
    } else if (!runs.tryAcquire()) {
      answer(exchange, added, busy("There are too many open runs. Try again."));
    } else {
      try {
        answer(exchange, added, response(exchange, head));
      } finally {
        runs.release();
      }
    }
  }

  /** Answers what needs no chain. */
  private Optional<ServeResponse> early(ServeRequest head) {
    Optional<ServeResponse> preflight = crossOrigin.preflight(head);
    if (preflight.isPresent()) {
      return preflight;
    }
    if (head.path().equals("/health")) {
      return Optional.of(
          stopping ? busy("The server is stopping.") : ServeResponse.text(200, "ok\n"));
    }
    if (crossOrigin.isMisdirected(head)) {
      return Optional.of(
          ServeResponse.text(
              403,
              "This server is reached as localhost alone: name other hosts with allowOrigins.\n"));
    }
    if (crossOrigin.isForeign(head)) {
      return Optional.of(
          ServeResponse.text(
              403, "Pages of other origins may not ask: name them with allowOrigins.\n"));
    }
    Optional<ServeResponse> refused = guard.refuse(head);
    if (refused.isPresent()) {
      return refused;
    }
    if (head.path().equals("/metrics")) {
      return Optional.of(ServeResponse.text(200, metrics.text(openRuns())));
    }
    return stopping ? Optional.of(busy("The server is stopping.")) : Optional.empty();
  }

  private ServeResponse response(HttpEngine.Exchange exchange, ServeRequest head)
      throws IOException {
    byte[] body;
    try {
      body =
          Patience.within(
              limits.transferTime(), () -> exchange.body().readNBytes(limits.maxBody() + 1));
    } catch (Patience.OverException tooSlow) {
      return ServeResponse.text(
              408, "The body did not come within " + limits.transferTime() + ".\n")
          .with("Connection", "close");
    }
    if (body.length > limits.maxBody()) {
      return ServeResponse.text(
          413, "The body has more than " + limits.maxBody() + " bytes, which is the limit.\n");
    }
    return service.handle(
        new ServeRequest(head.method(), head.path(), head.query(), head.headers(), body));
  }

  private void answer(
      HttpEngine.Exchange exchange, Map<String, String> added, ServeResponse response)
      throws IOException {
    if (response instanceof ServeResponse.Pending pending) {
      answer(exchange, added, await(exchange, pending.answer()));
      return;
    }
    metrics.answered(response.status());
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.putAll(added);
    if (response instanceof ServeResponse.Whole whole) {
      Patience.within(
          limits.transferTime(),
          () -> {
            exchange.answer(whole.status(), headers, whole.body());
            return whole;
          });
    } else if (response instanceof ServeResponse.Streamed streamed) {
      stream(exchange, headers, streamed.body());
    }
  }

  private ServeResponse await(HttpEngine.Exchange exchange, PendingAnswer answer) {
    Open opened = new Open(answer::stop, answer::close);
    open.add(opened);
    try (answer) {
      if (stopping) {
        answer.stop();
      }
      exchange.onClientLeft(() -> RunConfig.defaultExecutor().execute(answer::close));
      return answer.await(exchange::hasClientLeft);
    } finally {
      open.remove(opened);
    }
  }

  private void stream(HttpEngine.Exchange exchange, Map<String, String> headers, StreamedBody body)
      throws IOException {
    Open opened = new Open(body::stop, body::close);
    open.add(opened);
    try (body) {
      if (stopping) {
        body.stop();
      }
      exchange.onClientLeft(() -> RunConfig.defaultExecutor().execute(body::leave));
      body.writeTo(exchange.stream(headers));
      exchange.end();
    } finally {
      open.remove(opened);
    }
  }

  private static ServeResponse busy(String why) {
    return ServeResponse.text(503, why + "\n").with("Retry-After", "1");
  }

  private static ServeRequest head(HttpEngine.Exchange exchange) {
    URI uri = exchange.uri();
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.putIfAbsent(decoded(name), decoded(value));
      }
    }
    String path = uri.getPath() == null ? "/" : uri.getPath();
    return new ServeRequest(exchange.method(), path, query, exchange.headers(), new byte[0]);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  int openRuns() {
    return limits.maxRuns() - runs.availablePermits();
  }

  /** Refuses new requests, ends the open ones, and waits for them within the grace time. */
  void stop() {
    stopping = true;
    open.forEach(one -> one.stop.run());
    try {
      if (runs.tryAcquire(limits.maxRuns(), limits.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        runs.release(limits.maxRuns());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    open.forEach(one -> one.close.run());
  }
}
