package dev.runnel.event;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonPatch.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the events of one root run into patches of its log. Thread-safe. */
final class LogView {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Payloads payloads;
  private final Map<UUID, String> paths = new HashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private @Nullable UUID root;
  private @Nullable Accumulator<Object, ?> accumulator;
  private @Nullable JsonNode finalOutput;

  LogView(EventOptions options) {
    this.payloads = new Payloads(options);
  }

  /** Returns what an event changes; null if it changes nothing. */
  synchronized @Nullable JsonPatch patch(RunEvent original) {
    RunEvent event = payloads.redacted(original);
    if (event instanceof RunEvent.Start start && root == null) {
      root = event.run().id();
      return JsonPatch.of(Operation.replace("", rootEntry(start.run())));
    }
    return event.run().id().equals(root) ? rootPatch(event) : stepPatch(event);
  }

  // ---- the root

  private static ObjectNode rootEntry(RunInfo run) {
    ObjectNode entry = NODES.objectNode();
    entry.put("id", run.id().toString());
    entry.putArray("streamed_output");
    entry.putNull("final_output");
    entry.putObject("logs");
    entry.put("name", run.name());
    entry.put("type", type(run));
    return entry;
  }

  private @Nullable JsonPatch rootPatch(RunEvent event) {
    if (event instanceof RunEvent.Chunk chunk) {
      JsonNode sum = PayloadJson.ofSum(sumWith(chunk.chunk(), event.run().cumulative()), true);
      finalOutput = sum;
      return JsonPatch.of(
          Operation.add("/streamed_output/-", PayloadJson.of(chunk.chunk())),
          Operation.replace("/final_output", sum));
    }
    if (event instanceof RunEvent.End end && end.output() != null) {
      JsonNode output = PayloadJson.ofSum(end.output(), true);
      return output.equals(finalOutput)
          ? null
          : JsonPatch.of(Operation.replace("/final_output", output));
    }
    if (event instanceof RunEvent.Failure error) {
      return JsonPatch.of(Operation.add("/error", EventShape.error(error.failure())));
    }
    return event instanceof RunEvent.Cancel
        ? JsonPatch.of(Operation.add("/cancelled", NODES.booleanNode(true)))
        : null;
  }

  @SuppressWarnings("unchecked")
  private Object sumWith(Object chunk, boolean cumulative) {
    if (accumulator == null) {
      if (chunk instanceof String) {
        accumulator = (Accumulator<Object, ?>) (Accumulator<?, ?>) Whole.text().accumulator();
      } else if (chunk instanceof Additive<?, ?> additive) {
        accumulator = (Accumulator<Object, ?>) additive.accumulator();
      } else {
        accumulator =
            cumulative ? Whole.<Object>last().accumulator() : Whole.<Object>list().accumulator();
      }
    }
    accumulator.add(chunk);
    return accumulator.sum();
  }

  // ---- the runs below

  private @Nullable JsonPatch stepPatch(RunEvent event) {
    RunInfo run = event.run();
    if (event instanceof RunEvent.Start start) {
      String path = "/logs/" + escaped(keyOf(run.name()));
      paths.put(run.id(), path);
      return JsonPatch.of(Operation.add(path, entry(start)));
    }
    @Nullable String path = paths.get(run.id());
    if (path == null || event instanceof RunEvent.Custom) {
      return null;
    }
    if (event instanceof RunEvent.Chunk chunk) {
      return chunkPatch(path, chunk);
    }
    paths.remove(run.id());
    List<Operation> operations = new ArrayList<>();
    if (event instanceof RunEvent.End end) {
      operations.add(Operation.add(path + "/final_output", output(end)));
      operations.add(endTime(path, end.time().toString()));
    } else if (event instanceof RunEvent.Failure error) {
      operations.add(Operation.add(path + "/error", EventShape.error(error.failure())));
      operations.add(endTime(path, error.time().toString()));
    } else if (event instanceof RunEvent.Cancel cancel) {
      operations.add(Operation.add(path + "/cancelled", NODES.booleanNode(true)));
      operations.add(endTime(path, cancel.time().toString()));
    }
    return new JsonPatch(operations);
  }

  private String keyOf(String name) {
    String key;
    do {
      int count = seen.merge(name, 1, Integer::sum);
      key = count == 1 ? name : name + ":" + count;
    } while (!keys.add(key)); // a run may be named like the numbered key of another
    return key;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static ObjectNode entry(RunEvent.Start start) {
    RunInfo run = start.run();
    ObjectNode entry = NODES.objectNode();
    entry.put("id", run.id().toString());
    entry.put("name", run.name());
    entry.put("type", type(run));
    run.tags().forEach(entry.putArray("tags")::add);
    entry.set("metadata", PayloadJson.of(run.metadata()));
    entry.put("start_time", start.time().toString());
    entry.putArray("streamed_output");
    entry.putArray("streamed_output_str");
    entry.putNull("final_output");
    entry.putNull("end_time");
    return entry;
  }

  private static JsonPatch chunkPatch(String path, RunEvent.Chunk chunk) {
    Operation streamed = Operation.add(path + "/streamed_output/-", PayloadJson.of(chunk.chunk()));
    if (!EventShape.isModel(chunk.run())) {
      return JsonPatch.of(streamed);
    }
    JsonNode text = NODES.stringNode(PayloadJson.addedText(chunk.chunk()));
    return JsonPatch.of(Operation.add(path + "/streamed_output_str/-", text), streamed);
  }

  private static JsonNode output(RunEvent.End end) {
    if (end.output() == null) {
      return NODES.nullNode();
    }
    JsonNode output = EventShape.output(end.run(), end.output(), EventSchema.V1);
    return output instanceof ObjectNode && !isMessage(output)
        ? output
        : NODES.objectNode().set("output", output);
  }

  private static boolean isMessage(JsonNode output) {
    return output.path("type").isString() && output.has("content");
  }

  private static Operation endTime(String path, String time) {
    return Operation.add(path + "/end_time", NODES.stringNode(time));
  }

  /** Returns the type as logs call it: a chat model is a language model. */
  private static String type(RunInfo run) {
    return run.type() == RunType.CHAT_MODEL ? RunType.LLM.wireName() : run.type().wireName();
  }
}
