package dev.runnel.event;

import dev.runnel.annotations.RunType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of {@link dev.runnel.Runnel#streamEvents}. Immutable and thread-safe, as far as its
 * payload is.
 *
 * <p>{@link #toJson} gives the wire form. Who stays in process may look at the payload itself.
 */
public final class StreamEvent {
  private final RunEvent event;
  private final EventSchema schema;

  StreamEvent(RunEvent event, EventSchema schema) {
    this.event = event;
    this.schema = schema;
  }

  /**
   * Returns what happened, such as {@code on_chat_model_stream}.
   *
   * @return the event's kind
   */
  public String event() {
    return EventShape.kind(event);
  }

  /**
   * Returns the run's name; for an event of the author's own, that event's name.
   *
   * @return the name
   */
  public String name() {
    return event instanceof RunEvent.Custom custom ? custom.name() : event.run().name();
  }

  /**
   * Returns the id of the run.
   *
   * @return the id
   */
  public UUID runId() {
    return event.run().id();
  }

  /**
   * Returns the ids of the runs above.
   *
   * @return the ids, the root first
   */
  public List<UUID> parentIds() {
    return event.run().parentIds();
  }

  /**
   * Returns the kind of work that the run does.
   *
   * @return the type
   */
  public RunType type() {
    return event.run().type();
  }

  /**
   * Returns the run's tags.
   *
   * @return its own first, then the inherited ones
   */
  public Set<String> tags() {
    return event.run().tags();
  }

  /**
   * Returns the run's metadata.
   *
   * @return its own and the inherited metadata
   */
  public Map<String, Object> metadata() {
    return event.run().metadata();
  }

  /**
   * Returns the chunk of a {@code stream} event.
   *
   * @return the chunk; empty for other events, and where it was dropped
   */
  public Optional<Object> chunk() {
    return event instanceof RunEvent.Chunk chunk && !Payloads.isDropped(chunk.chunk())
        ? Optional.of(chunk.chunk())
        : Optional.empty();
  }

  /**
   * Returns the whole output of an {@code end} event.
   *
   * @return the output; empty for other events, and where it was dropped
   */
  public Optional<Object> output() {
    return event instanceof RunEvent.End end ? Optional.ofNullable(end.output()) : Optional.empty();
  }

  /**
   * Returns the event as the run's listeners get it, after redaction.
   *
   * @return the typed event
   */
  public RunEvent source() {
    return event;
  }

  /**
   * Writes the event in the shape that was asked for. A payload without a JSON form becomes its
   * text, as {@code {"type":"not_implemented","id":[class],"repr":text}}. Never fails.
   *
   * @return a new object
   */
  public ObjectNode toJson() {
    return EventShape.toJson(event, schema);
  }

  @Override
  public String toString() {
    return event() + " " + name();
  }
}
