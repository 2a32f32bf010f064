package dev.runnel.testkit;

import dev.runnel.event.RunEvent;
import dev.runnel.event.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the file of a recorded run holds.
 *
 * @param chain the path or the name of the chain
 * @param input what it was given
 * @param runs the runs in the order in which they started, the root first
 */
record Recording(String chain, JsonNode input, List<Recorded> runs) {
  Recording {
    runs = List.copyOf(runs);
  }

  Recorded root() {
    return runs.get(0);
  }

  /** Says how a run ended. */
  enum State {
    ENDED,
    FAILED,
    CANCELLED
  }

  /**
   * One run. Times are in milliseconds.
   *
   * @param parent the id of the run above it; null for the root
   * @param type the kind of work, as in events
   * @param chunks its chunks, as far as they were kept
   * @param dropped how many more there were
   */
  record Recorded(
      String id,
      @Nullable String parent,
      String name,
      String type,
      List<String> tags,
      double start,
      double end,
      State state,
      @Nullable JsonNode input,
      @Nullable JsonNode output,
      @Nullable Failure error,
      List<TimedChunk> chunks,
      long dropped) {
    Recorded {
      tags = List.copyOf(tags);
      chunks = List.copyOf(chunks);
    }
  }

  /** What a run failed with. */
  record Failure(String type, @Nullable String message) {}

  /** A chunk, and when it came. */
  record TimedChunk(double at, JsonNode json) {}

  /** Makes a recording of events as they come. For one thread. */
  static final class Builder {
    private final Map<String, OpenRun> runs = new LinkedHashMap<>();
    private double last;

    void add(StreamEvent event, double at) {
      last = at;
      ObjectNode json = event.toJson();
      String id = event.runId().toString();
      if (event.source() instanceof RunEvent.Start) {
        runs.put(id, new OpenRun(event, json.at("/data/input"), at));
      } else if (!(event.source() instanceof RunEvent.Custom)) {
        OpenRun run = runs.get(id);
        if (run != null) {
          run.add(event.source(), json.path("data"), at);
        }
      }
    }

    boolean hasFailed() {
      return runs.values().stream().anyMatch(run -> run.state == State.FAILED);
    }

    Recording build() {
      List<Recorded> all = runs.values().stream().map(run -> run.close(last)).toList();
      if (all.isEmpty()) {
        throw new IllegalStateException("The run has told nothing, not even that it has begun.");
      }
      JsonNode input = all.get(0).input();
      return new Recording(
          all.get(0).name(), input == null ? JsonNodeFactory.instance.nullNode() : input, all);
    }
  }

  private static final class OpenRun {
    private final String id;
    private final @Nullable String parent;
    private final String name;
    private final String type;
    private final List<String> tags;
    private final double start;
    private final List<TimedChunk> chunks = new ArrayList<>();
    private @Nullable JsonNode input;
    private @Nullable JsonNode output;
    private @Nullable Failure error;
    private State state = State.CANCELLED;
    private double end = -1;

    OpenRun(StreamEvent event, JsonNode input, double at) {
      List<String> parents = event.parentIds().stream().map(Object::toString).toList();
      id = event.runId().toString();
      parent = parents.isEmpty() ? null : parents.get(parents.size() - 1);
      name = event.name();
      type = event.type().wireName();
      tags = List.copyOf(event.tags());
      start = at;
      this.input = orNull(input);
    }

    void add(RunEvent event, JsonNode data, double at) {
      if (event instanceof RunEvent.Chunk) {
        chunks.add(new TimedChunk(at, data.path("chunk")));
        return;
      }
      end = at;
      if (event instanceof RunEvent.End) {
        state = State.ENDED;
        output = orNull(data.path("output"));
        input = input == null ? orNull(data.path("input")) : input;
      } else if (event instanceof RunEvent.Failure) {
        state = State.FAILED;
        JsonNode told = data.path("error");
        error = new Failure(told.path("type").asString(""), told.path("message").asString(null));
      }
    }

    Recorded close(double last) {
      return new Recorded(
          id,
          parent,
          name,
          type,
          tags,
          start,
          end < 0 ? last : end,
          state,
          input,
          output,
          error,
          chunks,
          0);
    }

    private static @Nullable JsonNode orNull(JsonNode json) {
      return json.isMissingNode() ? null : json;
    }
  }
}
