package dev.runnel.remote;

import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a run on another server: passes them on to those who listen here, and finds
 * the chunks of that run among them. Payloads stay JSON. For one thread.
 */
final class EventRelay {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
  private static final JsonNode NOTHING = MAPPER.createObjectNode();

  private final RunContext run;

  EventRelay(RunContext run) {
    this.run = run;
  }

  /**
   * Reads one event.
   *
   * @return the chunk of the root; null if the event brings none
   * @throws IllegalArgumentException if the event is malformed
   */
  @Nullable JsonNode read(JsonNode json) {
    String kind = json.path("event").asString("");
    JsonNode data = json.path("data");
    if (kind.equals("on_custom_event")) {
      RunInfo below = info(json, RunType.CHAIN);
      run.relayEvent(new RunEvent.Custom(below, below.name(), data));
      return null;
    }
    RunType type = type(kind);
    if (type == null) {
      return null;
    }
    RunInfo below = info(json, type);
    RunEvent event = event(kind.substring(kind.lastIndexOf('_')), below, data);
    if (event != null) {
      run.relayEvent(event);
    }
    return event != null && below.isRoot() ? chunk(event, type) : null;
  }

  private static @Nullable RunType type(String kind) {
    for (RunType type : RunType.values()) {
      if (kind.replaceFirst("_[a-z]+$", "").equals("on_" + type.wireName())) {
        return type;
      }
    }
    return null;
  }

  private static RunInfo info(JsonNode json, RunType type) {
    List<UUID> parents = new ArrayList<>();
    json.path("parent_ids").forEach(id -> parents.add(UUID.fromString(id.asString(""))));
    Set<String> tags = new LinkedHashSet<>();
    json.path("tags").forEach(tag -> tags.add(tag.asString("")));
    Map<String, Object> metadata =
        json.path("metadata").isObject()
            ? MAPPER.convertValue(json.get("metadata"), METADATA)
            : Map.of();
    return new RunInfo(
        UUID.fromString(json.path("run_id").asString("")),
        parents,
        json.path("name").asString(""),
        type,
        tags,
        metadata,
        true,
        false);
  }

  private static @Nullable RunEvent event(String suffix, RunInfo below, JsonNode data) {
    return switch (suffix) {
      case "_start" -> new RunEvent.Start(below, input(below, data), Instant.now());
      case "_stream" -> data.has("chunk") ? new RunEvent.Chunk(below, data.get("chunk")) : null;
      case "_end" -> {
        JsonNode input = input(below, data);
        yield new RunEvent.End(below, input, input, data.get("output"), Instant.now());
      }
      case "_error" -> new RunEvent.Failure(below, failure(data.path("error")), Instant.now());
      case "_cancel" -> new RunEvent.Cancel(below, Instant.now());
      default -> null;
    };
  }

  /** Returns the input; that of a retriever is wrapped in events. */
  private static @Nullable JsonNode input(RunInfo below, JsonNode data) {
    JsonNode input = data.get("input");
    return input != null && below.type() == RunType.RETRIEVER && input.has("query")
        ? input.get("query")
        : input;
  }

  private static RemoteRunException failure(JsonNode error) {
    String message = error.path("message").asString("");
    return new RemoteRunException(
        error.path("type").asString("") + ": " + message, 200, null, null);
  }

  /** Returns what the root streams; that of a tool or a retriever comes as its output. */
  private static @Nullable JsonNode chunk(RunEvent event, RunType type) {
    if (event instanceof RunEvent.Chunk chunk) {
      return (JsonNode) chunk.chunk();
    }
    boolean isOneChunk = type == RunType.TOOL || type == RunType.RETRIEVER;
    return isOneChunk && event instanceof RunEvent.End end
        ? (JsonNode) (end.output() == null ? NOTHING : end.output())
        : null;
  }
}
