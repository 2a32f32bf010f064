package dev.runnel.remote;

import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonBinding;
import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int OK = 200;

  private final RemoteEvents events;
  private final URI uri;
  private final String chunkEvent;
  private final Class<C> type;
  private final JsonBinding<C> binding;
  private final @Nullable EventRelay relay;

  private @Nullable C next;

  /** Whether the run has told of its end, be it a failure. */
  private volatile boolean ended;

  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes the chunks of a run that has not begun.
   *
   * @param events the events of the run
   * @param uri where it is asked for
   * @param relay reads what comes as events of the run; null if it comes as chunks
   */
  RemoteChunks(
      RemoteEvents events, URI uri, String chunkEvent, Class<C> type, @Nullable EventRelay relay) {
    this.relay = relay;
    this.events = events;
    this.uri = uri;
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
    EventReader.Event event = events.next();
    if (event.name().equals(chunkEvent)) {
      next = relay == null ? chunk(event.data()) : relayed(relay, event.data());
    } else if (event.name().equals("end")) {
      ended = true;
    } else if (event.name().equals("error")) {
      ended = true;
      throw new RemoteRunException(
          "The run at " + uri + " failed: " + RemoteEvents.message(event.data()), OK, null, null);
    }
  }

  private @Nullable C relayed(EventRelay relayed, String data) {
    JsonNode chunk;
    try {
      chunk = relayed.read(MAPPER.readTree(data));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new RemoteRunException(
          "An event of " + uri + " is malformed: " + malformed.getMessage(), OK, null, malformed);
    }
    return chunk == null ? null : chunk(chunk.toString());
  }

  private C chunk(String data) {
    try {
      return binding.read(data);
    } catch (JsonBindException doesNotFit) {
      throw new RemoteRunException(
          "A chunk of "
              + uri
              + " does not fit "
              + type.getSimpleName()
              + ": "
              + doesNotFit.reason(),
          OK,
          null,
          doesNotFit);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      events.close();
      if (!ended) {
        events.stopKept();
      }
    }
  }
}
