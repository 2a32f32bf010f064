package dev.runnel.flink;

import dev.runnel.event.StreamEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a run, flat, as tables and sinks take it.
 *
 * @param root the id of the chain's run
 * @param runId the id of the run that the event is of
 * @param parentId the id of the run above; null for the chain's own
 * @param event what happened, such as {@code on_chat_model_stream}
 * @param name the name of the run, or of an event of the author's own
 * @param json the whole event, in the shape of {@code StreamEvent.toJson()}
 */
public record EventRow(
    String root, String runId, @Nullable String parentId, String event, String name, String json) {
  static EventRow of(StreamEvent event) {
    List<UUID> parents = event.parentIds();
    return new EventRow(
        (parents.isEmpty() ? event.runId() : parents.get(0)).toString(),
        event.runId().toString(),
        parents.isEmpty() ? null : parents.get(parents.size() - 1).toString(),
        event.event(),
        event.name(),
        event.toJson().toString());
  }
}
