package dev.runnel.remote;

import dev.runnel.RetryPolicy;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of one run on another server. Where the server keeps the stream, and the connection
 * breaks, they go on where they were, over another one.
 *
 * <p>One thread reads; another may close, which ends a wait of the reader.
 */
final class RemoteEvents implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RemoteEvents.class.getName());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MAX_ERROR = 64 * 1024;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  /** A server that is busy, or one whose proxy does not find it just now. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 502, 503, 504);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final HttpRequest request;
  private final Comebacks comebacks;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable CompletableFuture<HttpResponse<InputStream>> call;
  private @Nullable EventReader reader;

  /** The last event that came whole; null while the server tells of none that it keeps. */
  private volatile @Nullable EventId last;

  /** Whether the server has told that it keeps no more of this run. */
  private volatile boolean isKeptNoMore;

  /** How many connections have brought nothing since the last event. */
  private int attempts = 1;

  private long brokenSince;

  RemoteEvents(HttpClient client, HttpRequest request, Comebacks comebacks) {
    this.client = client;
    this.request = request;
    this.comebacks = comebacks;
  }

  /**
   * Reads the next event.
   *
   * @throws RemoteRunException if the run was refused, or is cut off for good
   */
  EventReader.Event next() {
    while (true) {
      try {
        EventReader open = reader;
        if (open == null) {
          open = new EventReader(connect(request));
          reader = open;
        }
        EventReader.Event event = read(open);
        if (event != null) {
          return event;
        }
      } catch (IOException broken) {
        comeBack(failure("The connection to " + request.uri() + " was broken: " + broken, broken));
      }
    }
  }

  /** Reads an event; null if it came before. */
  private EventReader.@Nullable Event read(EventReader open) throws IOException {
    String idBefore = open.lastId();
    EventReader.Event event;
    try {
      event = open.next();
    } catch (IOException broken) {
      note(open.lastId());
      throw broken;
    }
    boolean isOld = !open.lastId().equals(idBefore) && !note(open.lastId());
    if (event == null) {
      comeBack(failure("The answer of " + request.uri() + " ended without the event 'end'.", null));
      return null;
    }
    if (isOld) {
      return null;
    }
    attempts = 1;
    if (event.name().equals("not-resumable")) {
      isKeptNoMore = true;
    }
    return event;
  }

  /**
   * Notes which event came; tells whether it did not come before.
   *
   * @throws RemoteRunException if events are missing before it
   */
  private boolean note(String text) {
    EventId id = EventId.read(text);
    EventId before = last;
    if (id == null) {
      return true;
    }
    if (before != null && id.number() > before.number() + 1) {
      throw failure(
          "Events between %s and %s of %s are missing.".formatted(before, id, request.uri()), null);
    }
    if (before != null && id.number() <= before.number()) {
      return false;
    }
    last = id;
    return true;
  }

  /**
   * Makes another connection, behind the last event that came.
   *
   * @throws RemoteRunException what broke the one before, where that is not possible
   */
  private void comeBack(RemoteRunException broken) {
    RemoteRunException failure = broken;
    brokenSince = attempts == 1 ? System.nanoTime() : brokenSince;
    reader = null;
    while (reader == null) {
      EventId from = last;
      Duration left = comebacks.within().minusNanos(System.nanoTime() - brokenSince);
      Duration wait =
          comebacks
              .policy()
              .delayAfter(attempts, failure, ThreadLocalRandom.current().nextDouble());
      if (from == null || isKeptNoMore || isOver(failure, wait, left) || isClosed(wait)) {
        throw failure;
      }
      attempts++;
      LOG.log(Level.DEBUG, () -> "The stream behind event " + from + " is asked for again.");
      try {
        reader = new EventReader(connect(from, left.minus(wait)));
      } catch (IOException brokenAgain) {
        failure = failure("The connection to " + request.uri() + " broke again.", brokenAgain);
      } catch (RemoteRunException refused) {
        refused.addSuppressed(broken);
        if (refused.status() != 0 && !PASSING.contains(refused.status())) {
          throw refused;
        }
        failure = refused;
      }
    }
  }

  private boolean isOver(RemoteRunException failure, Duration wait, Duration left) {
    RetryPolicy policy = comebacks.policy();
    return attempts >= policy.attempts()
        || wait.compareTo(left) >= 0
        || !policy.retries(failure)
        || !policy.waitsFor(failure);
  }

  /** Waits; tells whether the stream was closed meanwhile. */
  private boolean isClosed(Duration wait) {
    try {
      return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private InputStream connect(EventId from, Duration within) throws IOException {
    return connect(
        HttpRequest.newBuilder(request, (name, value) -> true)
            .uri(RemoteProtocol.streamOf(request.uri(), from.run()))
            .setHeader("Last-Event-ID", from.toString())
            .timeout(within)
            .GET()
            .build());
  }

  private InputStream connect(HttpRequest asked) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> opened;
    synchronized (this) {
      if (closing.getCount() == 0) {
        throw failure("The stream is closed.", null);
      }
      opened = client.sendAsync(asked, BodyHandlers.ofInputStream());
      call = opened;
    }
    HttpResponse<InputStream> response = await(opened);
    if (response.statusCode() == NO_CONTENT) {
      throw new RemoteRunException(
          "The run at " + request.uri() + " is over, but its end did not come.",
          NO_CONTENT,
          null,
          null);
    }
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    return response.body();
  }

  private HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> opened) {
    try {
      return opened.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable(interrupted);
    } catch (ExecutionException failed) {
      throw unreachable(failed.getCause());
    }
  }

  private RemoteRunException unreachable(@Nullable Throwable cause) {
    return new RemoteRunException(request.uri() + " cannot be reached: " + cause, 0, null, cause);
  }

  private static RemoteRunException failure(String message, @Nullable Throwable cause) {
    return new RemoteRunException(message, OK, null, cause);
  }

  private RemoteRunException refused(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MAX_ERROR), StandardCharsets.UTF_8);
      return new RemoteRunException(
          request.uri() + " answered with status " + response.statusCode() + ": " + message(text),
          response.statusCode(),
          response.headers().firstValue("Retry-After").map(RemoteEvents::seconds).orElse(null),
          null);
    }
  }

  /** Reads a number of seconds; anything else is as if it were not there. */
  private static @Nullable Duration seconds(String header) {
    return header.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
  }

  /** Returns the message of an error that is written as JSON, else the text. */
  static String message(String text) {
    try {
      JsonNode message = MAPPER.readTree(text).get("message");
      return message != null && message.isString() ? message.stringValue() : text;
    } catch (JacksonException notJson) {
      return text;
    }
  }

  @Override
  public void close() {
    CompletableFuture<HttpResponse<InputStream>> open;
    synchronized (this) {
      closing.countDown();
      open = call;
    }
    if (open == null) {
      return;
    }
    open.cancel(true);
    try {
      if (open.isDone() && !open.isCompletedExceptionally()) {
        open.join().body().close();
      }
    } catch (IOException | CompletionException alreadyBroken) {
      // The connection is gone, which is what closing is for.
    }
  }

  /** Asks for the end of a run that goes on without its clients; any other has ended by itself. */
  void stopKept() {
    EventId kept = last;
    if (kept == null || isKeptNoMore) {
      return;
    }
    URI stream = RemoteProtocol.streamOf(request.uri(), kept.run());
    client
        .sendAsync(
            HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(stream)
                .timeout(PATIENCE)
                .DELETE()
                .build(),
            BodyHandlers.discarding())
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                LOG.log(Level.WARNING, () -> "The run at " + stream + " may go on.", failure);
              }
            });
  }
}
