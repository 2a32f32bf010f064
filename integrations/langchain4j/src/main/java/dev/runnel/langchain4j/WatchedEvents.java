package dev.runnel.langchain4j;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;

/**
 * Looks at each event before LangChain4j does: an error among them ends the answer. One thread
 * calls.
 */
final class WatchedEvents implements ServerSentEventListener {
  private final ServerSentEventListener listener;
  private final WireEnd end;
  private boolean over;

  WatchedEvents(ServerSentEventListener listener, WireEnd end) {
    this.listener = listener;
    this.end = end;
    end.watch();
  }

  @Override
  public void onOpen(SuccessfulHttpResponse response) {
    listener.onOpen(response);
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    ProviderErrorException error = over ? null : end.see(event);
    if (error != null) {
      context.parsingHandle().cancel();
      onError(error);
    } else if (!over) {
      listener.onEvent(event, context);
    }
  }

  @Override
  public void onEvent(ServerSentEvent event) {
    ProviderErrorException error = over ? null : end.see(event);
    if (error != null) {
      onError(error);
    } else if (!over) {
      listener.onEvent(event);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (!over) {
      over = true;
      listener.onError(error);
    }
  }

  @Override
  public void onClose() {
    if (!over) {
      over = true;
      listener.onClose();
    }
  }
}
