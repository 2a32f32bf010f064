package dev.runnel.remote;

import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonBinding;
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
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chunks of one run on another server. It is read by one thread; another may close it, which
 * ends a wait of the reader.
 *
 * @param <C> the chunks
 */
final class RemoteChunks<C> implements Iterator<C>, AutoCloseable {
  private static final Logger LOG = System.getLogger(RemoteChunks.class.getName());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MAX_ERROR = 64 * 1024;
  private static final int OK = 200;

  /** The ids of events, where runs go on without their clients: that of the run, and a number. */
  private static final Pattern KEPT = Pattern.compile("([0-9a-f-]{36})\\.\\d{1,9}");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final HttpRequest request;
  private final String chunkEvent;
  private final Class<C> type;
  private final JsonBinding<C> binding;
  private final @Nullable EventRelay relay;

  private @Nullable CompletableFuture<HttpResponse<InputStream>> call;
  private volatile @Nullable EventReader events;
  private @Nullable C next;

  /** Whether the run has told of its end, be it a failure. */
  private volatile boolean ended;

  private boolean closed;

  /**
   * Makes the chunks of a run that has not begun.
   *
   * @param relay reads what comes as events of the run; null if it comes as chunks
   */
  RemoteChunks(
      HttpClient client,
      HttpRequest request,
      String chunkEvent,
      Class<C> type,
      @Nullable EventRelay relay) {
    this.relay = relay;
    this.client = client;
    this.request = request;
    this.chunkEvent = chunkEvent;
    this.type = type;
    this.binding = JsonBinding.of(type);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      read();
    }
    return next != null;
  }

  @Override
  public C next() {
    @Nullable C chunk = hasNext() ? next : null;
    if (chunk == null) {
      throw new NoSuchElementException("The remote run has ended.");
    }
    next = null;
    return chunk;
  }

  private void read() {
    EventReader.Event event;
    try {
      EventReader reader = events;
      if (reader == null) {
        reader = connect();
        events = reader;
      }
      event = reader.next();
    } catch (IOException broken) {
      throw new RemoteRunException(
          "The connection to " + request.uri() + " was broken: " + broken.getMessage(),
          OK,
          null,
          broken);
    }
    if (event == null) {
      throw new RemoteRunException(
          "The answer of " + request.uri() + " ended without the event 'end'.", OK, null, null);
    }
    if (event.name().equals(chunkEvent)) {
      next = relay == null ? chunk(event.data()) : relayed(relay, event.data());
    } else if (event.name().equals("end")) {
      ended = true;
    } else if (event.name().equals("error")) {
      ended = true;
      throw new RemoteRunException(
          "The run at " + request.uri() + " failed: " + message(event.data()), OK, null, null);
    }
  }

  private @Nullable C relayed(EventRelay events, String data) {
    JsonNode chunk;
    try {
      chunk = events.read(MAPPER.readTree(data));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new RemoteRunException(
          "An event of " + request.uri() + " is malformed: " + malformed.getMessage(),
          OK,
          null,
          malformed);
    }
    return chunk == null ? null : chunk(chunk.toString());
  }

  private C chunk(String data) {
    try {
      return binding.read(data);
    } catch (JsonBindException doesNotFit) {
      throw new RemoteRunException(
          "A chunk of "
              + request.uri()
              + " does not fit "
              + type.getSimpleName()
              + ": "
              + doesNotFit.reason(),
          OK,
          null,
          doesNotFit);
    }
  }

  private EventReader connect() throws IOException {
    CompletableFuture<HttpResponse<InputStream>> opened;
    synchronized (this) {
      if (closed) {
        throw new IOException("The stream is closed.");
      }
      opened = client.sendAsync(request, BodyHandlers.ofInputStream());
      call = opened;
    }
    HttpResponse<InputStream> response = await(opened);
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    return new EventReader(response.body());
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

  private RemoteRunException refused(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MAX_ERROR), StandardCharsets.UTF_8);
      return new RemoteRunException(
          request.uri() + " answered with status " + response.statusCode() + ": " + message(text),
          response.statusCode(),
          response.headers().firstValue("Retry-After").map(RemoteChunks::seconds).orElse(null),
          null);
    }
  }

  /** Reads a number of seconds; anything else is as if it were not there. */
  private static @Nullable Duration seconds(String header) {
    return header.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
  }

  /** Returns the message of an error that is written as JSON, else the text. */
  private static String message(String text) {
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
      if (closed) {
        return;
      }
      closed = true;
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
    stopKept();
  }

  /** Asks for the end of a run that goes on without its clients; any other has ended by itself. */
  private void stopKept() {
    EventReader reader = events;
    Matcher kept = KEPT.matcher(reader == null ? "" : reader.lastId());
    if (ended || !kept.matches()) {
      return;
    }
    URI stream = RemoteProtocol.streamOf(request.uri(), kept.group(1));
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
