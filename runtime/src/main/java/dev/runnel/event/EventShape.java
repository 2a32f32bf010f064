package dev.runnel.event;

import dev.runnel.annotations.RunType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes events in LangChain's shape: what stands in their data, and how it is wrapped. */
final class EventShape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventShape() {}

  /** Tells whether a schema has an event at all. */
  static boolean has(EventSchema schema, RunEvent event) {
    RunType type = event.run().type();
    return schema == EventSchema.V1
        || !(event instanceof RunEvent.Chunk)
        || (type != RunType.TOOL && type != RunType.RETRIEVER);
  }

  static String kind(RunEvent event) {
    if (event instanceof RunEvent.Custom) {
      return "on_custom_event";
    }
    return "on_" + event.run().type().wireName() + suffix(event);
  }

  private static String suffix(RunEvent event) {
    if (event instanceof RunEvent.Chunk) {
      return "_stream";
    }
    if (event instanceof RunEvent.Start) {
      return "_start";
    }
    if (event instanceof RunEvent.End) {
      return "_end";
    }
    return event instanceof RunEvent.Failure ? "_error" : "_cancel";
  }

  static ObjectNode toJson(RunEvent event, EventSchema schema) {
    RunInfo run = event.run();
    ObjectNode json = NODES.objectNode();
    json.put("event", kind(event));
    json.put("name", event instanceof RunEvent.Custom custom ? custom.name() : run.name());
    json.put("run_id", run.id().toString());
    if (schema == EventSchema.V2) {
      ArrayNode parents = json.putArray("parent_ids");
      run.parentIds().forEach(id -> parents.add(id.toString()));
    }
    ArrayNode tags = json.putArray("tags");
    run.tags().forEach(tags::add);
    json.set("metadata", PayloadJson.of(run.metadata()));
    json.set("data", data(event, schema));
    return json;
  }

  private static JsonNode data(RunEvent event, EventSchema schema) {
    ObjectNode data = NODES.objectNode();
    RunInfo run = event.run();
    if (event instanceof RunEvent.Start start) {
      if (tellsInputAtStart(run)) {
        addInput(data, run, start.input());
      }
    } else if (event instanceof RunEvent.Chunk chunk) {
      if (!Payloads.isDropped(chunk.chunk())) {
        data.set("chunk", PayloadJson.of(chunk.chunk()));
      }
    } else if (event instanceof RunEvent.End end) {
      if (end.output() != null) {
        data.set("output", output(run, end.output(), schema));
      }
      if (!run.isRoot()) {
        boolean onlyLast = schema == EventSchema.V2 && isCumulativeParser(run);
        addInput(data, run, onlyLast ? end.lastRead() : end.input());
      }
    } else if (event instanceof RunEvent.Failure error) {
      data.set("error", error(error.failure()));
    } else if (event instanceof RunEvent.Custom custom && !Payloads.isDropped(custom.payload())) {
      return PayloadJson.of(custom.payload());
    }
    return data;
  }

  /** Of a parser that gives snapshots, the second version tells only the last chunk it read. */
  private static boolean isCumulativeParser(RunInfo run) {
    return run.cumulative() && run.type() == RunType.PARSER;
  }

  private static boolean tellsInputAtStart(RunInfo run) {
    return run.isRoot()
        || !run.streamed()
        || (run.type() != RunType.CHAIN && run.type() != RunType.PARSER);
  }

  private static void addInput(ObjectNode data, RunInfo run, @Nullable Object input) {
    if (input != null) {
      data.set("input", input(run, input));
    }
  }

  /** Writes a run's input; as it was given if the run is the root. */
  static JsonNode input(RunInfo run, Object input) {
    if (!run.isRoot() && isModel(run) && input instanceof EventPayload payload) {
      return PayloadJson.of(payload, each -> each.toModelInput(run.streamed()));
    }
    if (!run.isRoot() && run.type() == RunType.RETRIEVER) {
      return NODES.objectNode().set("query", PayloadJson.of(input));
    }
    return PayloadJson.ofSum(input, run.streamed());
  }

  static JsonNode output(RunInfo run, Object output, EventSchema schema) {
    boolean wrapped = schema == EventSchema.V1 && !run.isRoot();
    if (wrapped && isModel(run) && output instanceof EventPayload payload) {
      return PayloadJson.of(payload, each -> each.toModelOutput(run.streamed()));
    }
    if (wrapped && run.type() == RunType.RETRIEVER) {
      return NODES.objectNode().set("documents", PayloadJson.of(output));
    }
    return PayloadJson.ofSum(output, run.streamed());
  }

  static boolean isModel(RunInfo run) {
    return run.type() == RunType.CHAT_MODEL || run.type() == RunType.LLM;
  }

  static ObjectNode error(Throwable failure) {
    ObjectNode json = NODES.objectNode();
    json.put(
        "type",
        failure instanceof Payloads.RedactedFailure redacted
            ? redacted.type()
            : failure.getClass().getName());
    json.put("message", message(failure));
    return json;
  }

  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException broken) {
      return "(no message: getMessage threw " + broken.getClass().getName() + ")";
    }
  }
}
