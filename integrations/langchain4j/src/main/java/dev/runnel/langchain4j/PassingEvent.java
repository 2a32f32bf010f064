package dev.runnel.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that can be emptied when it was told. LangChain4j holds all events until the answer's
 * end, for whoever asks its response for them; so their texts would grow with each open answer.
 */
final class PassingEvent extends ServerSentEvent {
  private volatile @Nullable ServerSentEvent event;

  PassingEvent(ServerSentEvent event) {
    super(null, "");
    this.event = event;
  }

  @Override
  @SuppressWarnings("NullAway") // LangChain4j's class is not annotated: null is "no name".
  public String event() {
    ServerSentEvent whole = event;
    return whole == null ? super.event() : whole.event();
  }

  @Override
  public String data() {
    ServerSentEvent whole = event;
    return whole == null ? super.data() : whole.data();
  }

  @Override
  public String toString() {
    ServerSentEvent whole = event;
    return whole == null ? super.toString() : whole.toString();
  }

  /** Empties it. */
  void empty() {
    event = null;
  }
}
