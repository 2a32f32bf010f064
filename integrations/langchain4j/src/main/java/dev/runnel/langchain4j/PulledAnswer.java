package dev.runnel.langchain4j;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParsingHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventListenerUtils;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import dev.runnel.StreamClosedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An answer of which the thread that wants the next chunk reads the next event, and tells it
 * LangChain4j: no other thread has to be woken up for it. LangChain4j's own parser can only read
 * all events at once. One thread reads.
 */
final class PulledAnswer {
  private final Callable<InputStream> opening;
  private final WireEnd wireEnd;
  private final boolean keepsEvents;
  private ServerSentEventListener listener;
  private @Nullable Events events;
  private boolean ended;

  /**
   * Makes an answer that was not read yet.
   *
   * @param opening waits for the answer, and gives its events
   * @param call the call that is answered
   * @param listener what LangChain4j wants to hear of it
   */
  PulledAnswer(Callable<InputStream> opening, Cancellation call, ServerSentEventListener listener) {
    this.opening = opening;
    this.wireEnd = call.wireEnd();
    this.keepsEvents = call.keepsEvents();
    this.listener = listener;
  }

  /**
   * Reads on: to the answer's head, to the next event, or to the end.
   *
   * @return false where all was read, or something has failed: LangChain4j has been told
   * @throws StreamClosedException if the thread is interrupted meanwhile
   */
  boolean advance() {
    if (ended) {
      return false;
    }
    try {
      Events open = events;
      if (open == null) {
        events = new Events(opening.call(), keepsEvents);
        listener = new WatchedEvents(listener, wireEnd);
      } else if (!open.tellNext(listener)) {
        end();
        listener.onClose();
      }
    } catch (Exception | StackOverflowError failure) {
      fail(failure);
    }
    return !ended;
  }

  private void fail(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    end();
    listener.onError(CancellableHttpClient.toLangChain4j(failure));
    if (Thread.currentThread().isInterrupted()) {
      throw new StreamClosedException(
          "The reading thread was interrupted while it waited for a chunk.");
    }
  }

  private void end() {
    ended = true;
    if (events != null) {
      events.close();
    }
  }

  /** The events of an answer. */
  private static final class Events {
    private final EventReader reader;
    private final ServerSentEventParsingHandle handle;
    private final ServerSentEventContext context;

    private final boolean keeps;

    Events(InputStream body, boolean keeps) {
      this.keeps = keeps;
      reader = new EventReader(body);
      handle = new DefaultServerSentEventParsingHandle(body);
      context = new ServerSentEventContext(handle);
    }

    /** Reads an event, and tells it; returns whether there was one, and more may be wanted. */
    boolean tellNext(ServerSentEventListener listener) throws IOException {
      ServerSentEvent event = reader.next();
      if (event == null) {
        return false;
      }
      if (keeps) {
        tell(event, listener);
      } else {
        PassingEvent passing = new PassingEvent(event);
        tell(passing, listener);
        passing.empty();
      }
      return !handle.isCancelled();
    }

    private void tell(ServerSentEvent event, ServerSentEventListener listener) {
      ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onEvent(event, context));
    }

    void close() {
      try {
        reader.close();
      } catch (IOException alreadyBroken) {
        // LangChain4j hears of what was wrong before it was closed.
      }
    }
  }
}
