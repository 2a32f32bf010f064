package dev.runnel.event;

import dev.runnel.json.JsonPatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the views that streams of events are made of; for the engine. */
public final class EventViews {
  private EventViews() {}

  /**
   * Turns each event into its stream form.
   *
   * @param options the shape, and what is redacted
   * @return gives null for an event that the shape does not have
   */
  public static Function<RunEvent, @Nullable StreamEvent> events(EventOptions options) {
    Payloads payloads = new Payloads(options);
    return event ->
        EventShape.has(options.schema(), event)
            ? new StreamEvent(payloads.redacted(event), options.schema())
            : null;
  }

  /**
   * Turns the events of one run into patches of its log.
   *
   * @param options what is redacted
   * @return gives null for an event that changes nothing; good for one run
   */
  public static Function<RunEvent, @Nullable JsonPatch> log(EventOptions options) {
    return new LogView(options)::patch;
  }
}
