package dev.runnel.serve;

import dev.runnel.event.EventOptions;
import dev.runnel.event.EventPayload;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * LangServe's protocol, for {@code RemoteRunnable} of LangChain. The configuration that a client
 * sends is read and has no effect, as that of a LangServe whose routes name no configuration keys.
 *
 * <p>A run bears the name of its chain. Failures are told with a fixed text.
 */
final class LangServeProtocol implements Protocol {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public String name() {
    return "langserve";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String config : List.of("", "/c/{config}")) {
      add(endpoints, "POST", config, "/invoke", request -> invoke(chain, request));
      add(endpoints, "POST", config, "/batch", request -> batch(chain, request));
      add(endpoints, "POST", config, "/stream", request -> stream(chain, request));
      add(endpoints, "POST", config, "/stream_events", request -> events(chain, request));
      add(endpoints, "POST", config, "/stream_log", request -> log(chain, request));
      add(endpoints, "GET", config, "/config_schema", request -> configSchema());
      schema(endpoints, config, "/input_schema", chain.input()::schema);
      schema(endpoints, config, "/output_schema", chain::outputSchema);
    }
    return endpoints;
  }

  private static void schema(
      List<Endpoint> endpoints, String config, String path, Supplier<JsonNode> schema) {
    add(endpoints, "GET", config, path, request -> ServeResponse.json(200, schema.get()));
  }

  private static void add(
      List<Endpoint> endpoints, String method, String config, String path, Answer answer) {
    endpoints.add(
        new Endpoint(
            method,
            config + path,
            (request, parts) -> {
              parts.forEach(ConfigHash::check);
              return answer.to(request);
            }));
  }

  private interface Answer {
    ServeResponse to(ServeRequest request);
  }

  private static <I, O> ServeResponse invoke(ServedChain<I, ?, O> chain, ServeRequest request) {
    I input = input(chain, request);
    return PendingAnswer.of(
        chain,
        input,
        run -> {
          ObjectNode answer = NODES.objectNode();
          answer.set("output", EventPayload.toJson(run.output()));
          answer.set("metadata", metadata(run.id()));
          return ServeResponse.json(200, answer);
        },
        ServeResponse::text);
  }

  private static <I, O> ServeResponse batch(ServedChain<I, ?, O> chain, ServeRequest request) {
    List<I> inputs = inputs(chain, RequestBody.object(request));
    return PendingAnswer.of(
        chain,
        inputs,
        new PendingAnswer.Writer<O>(LangServeProtocol::outputs, ServeResponse::text));
  }

  private static <O> ServeResponse.Whole outputs(List<PendingAnswer.Ended<O>> runs) {
    ArrayNode outputs = NODES.arrayNode();
    ArrayNode responses = NODES.arrayNode();
    ArrayNode ids = NODES.arrayNode();
    for (PendingAnswer.Ended<O> run : runs) {
      outputs.add(EventPayload.toJson(run.output()));
      responses.add(metadata(run.id()));
      ids.add(run.id().toString());
    }
    ObjectNode answer = NODES.objectNode();
    answer.set("output", outputs);
    ObjectNode metadata = answer.putObject("metadata");
    metadata.set("responses", responses);
    metadata.set("run_ids", ids);
    return ServeResponse.json(200, answer);
  }

  private static <I> List<I> inputs(ServedChain<I, ?, ?> chain, ObjectNode body) {
    if (!(RequestBody.member(body, "inputs") instanceof ArrayNode list)) {
      throw InvalidRequestException.at("/inputs", "'inputs' must be a list.");
    }
    if (list.size() > chain.options().maxBatch()) {
      throw InvalidRequestException.at(
          "/inputs",
          "'inputs' may have " + chain.options().maxBatch() + " elements, but has " + list.size());
    }
    if (body.get("config") instanceof ArrayNode configs && configs.size() != list.size()) {
      throw InvalidRequestException.at(
          "/config", "'config' must be an object, or a list as long as 'inputs'.");
    }
    List<I> inputs = new ArrayList<>();
    for (JsonNode one : list) {
      inputs.add(RequestBody.input(chain.input(), one, "/inputs/" + inputs.size()));
    }
    return inputs;
  }

  private static ObjectNode metadata(UUID runId) {
    ObjectNode metadata = NODES.objectNode().put("run_id", runId.toString());
    metadata.putArray("feedback_tokens");
    return metadata;
  }

  private static <I> ServeResponse stream(ServedChain<I, ?, ?> chain, ServeRequest request) {
    I input = input(chain, request);
    UUID id = UUID.randomUUID();
    return EventText.response(chain.chunks(input, new Chunks(id), id));
  }

  private static <I> ServeResponse events(ServedChain<I, ?, ?> chain, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    I input = input(chain, body);
    UUID id = UUID.randomUUID();
    EventOptions options = chain.told(LangServeFilters.of(body));
    return EventText.response(
        StreamedBody.of(
            chain.run(id).streamEvents(input, options),
            new Events(),
            id,
            chain.name(),
            chain.options()));
  }

  private static <I> ServeResponse log(ServedChain<I, ?, ?> chain, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    I input = input(chain, body);
    UUID id = UUID.randomUUID();
    EventOptions options = chain.told(LangServeFilters.of(body));
    return EventText.response(
        StreamedBody.of(
            chain.run(id).streamLog(input, options), new Log(), id, chain.name(), chain.options()));
  }

  private static <I> I input(ServedChain<I, ?, ?> chain, ServeRequest request) {
    return input(chain, RequestBody.object(request));
  }

  private static <I> I input(ServedChain<I, ?, ?> chain, ObjectNode body) {
    return RequestBody.input(chain.input(), RequestBody.member(body, "input"), "/input");
  }

  private static ServeResponse configSchema() {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    schema.putObject("properties");
    return ServeResponse.json(200, schema);
  }

  /** Refuses as FastAPI does; the JavaScript client shows what stands at {@code message}. */
  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    ObjectNode body = NODES.objectNode();
    ObjectNode detail = body.putArray("detail").addObject();
    detail.put("type", "value_error");
    ArrayNode place = detail.putArray("loc").add("body");
    for (String part : failure.pointer().split("/", -1)) {
      if (!part.isEmpty()) {
        place.add(part.replace("~1", "/").replace("~0", "~"));
      }
    }
    detail.put("msg", failure.reason());
    body.put("message", failure.reason());
    return ServeResponse.json(failure.status(), body);
  }

  /** What the streams of this protocol share. No event has an id: a client would misread it. */
  private abstract static class Encoder<E> implements RunEncoder<E> {
    @Override
    public void begin(StringBuilder out) {
      EventText.comment("stream-open", out);
    }

    @Override
    public void item(E item, StringBuilder out) {
      EventText.field("event", "data", out);
      EventText.data(json(item), out);
    }

    abstract JsonNode json(E item);

    @Override
    public void end(StringBuilder out) {
      out.append("event: end\n\n");
    }

    @Override
    public boolean failure(String message, StringBuilder out) {
      EventText.field("event", "error", out);
      EventText.data(NODES.objectNode().put("status_code", 500).put("message", message), out);
      return true;
    }
  }

  private static final class Chunks extends Encoder<Object> {
    private final UUID runId;

    Chunks(UUID runId) {
      this.runId = runId;
    }

    @Override
    public void begin(StringBuilder out) {
      EventText.field("event", "metadata", out);
      EventText.data(NODES.objectNode().put("run_id", runId.toString()), out);
    }

    @Override
    JsonNode json(Object chunk) {
      return EventPayload.toJson(chunk);
    }
  }

  private static final class Events extends Encoder<StreamEvent> {
    @Override
    JsonNode json(StreamEvent event) {
      return event.toJson();
    }
  }

  private static final class Log extends Encoder<JsonPatch> {
    @Override
    JsonNode json(JsonPatch patch) {
      ObjectNode json = NODES.objectNode();
      json.set("ops", patch.toJson());
      return json;
    }
  }
}
