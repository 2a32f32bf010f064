package dev.runnel.serve;

import dev.runnel.event.EventPayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The protocol for {@code EventSource} and curl.
 *
 * <ul>
 *   <li>{@code GET ?input=...} streams, for {@code EventSource}. The parameter is JSON, or, for a
 *       chain that reads text, the text itself.
 *   <li>{@code POST} of the input as JSON streams as well.
 *   <li>{@code POST /whole} answers with the whole as JSON.
 *   <li>{@code POST /resume} of {@code {"paused": ..., "decisions": {...}}} goes on where an agent
 *       has stopped, and streams.
 * </ul>
 *
 * <p>Each chunk is an event {@code message} with its JSON as data and its number as id. The last
 * event is {@code end} or {@code error}; an {@code EventSource} is to be closed at either. The ids
 * only count: a stream is not resumed, and a {@code Last-Event-ID} that comes back is not read.
 */
final class PlainProtocol implements Protocol {
  private static final String PAUSED = "paused";

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    Approvals approvals = Approvals.of(chain);
    return List.of(
        new Endpoint(
            "GET",
            "",
            (request, parts) -> stream(chain, approvals, query(request, chain), "/input")),
        new Endpoint(
            "POST",
            "",
            (request, parts) -> stream(chain, approvals, RequestBody.json(request), "")),
        new Endpoint("POST", "/resume", (request, parts) -> resume(approvals, request)),
        new Endpoint(
            "POST",
            "/whole",
            (request, parts) -> invoke(chain, approvals, RequestBody.json(request))));
  }

  private static <I> ServeResponse stream(
      ServedChain<I, ?, ?> chain, Approvals approvals, JsonNode json, String pointer) {
    I input = RequestBody.input(chain.input(), json, pointer);
    return stream(new ServedRun<>(chain, input, RunApprovals.ofNew(approvals)));
  }

  private static ServeResponse stream(ServedRun<?> run) {
    UUID id = UUID.randomUUID();
    return EventText.response(run.chunks(new Encoder(id, run.approvals().chain()), id));
  }

  private static ServeResponse resume(Approvals approvals, ServeRequest request) {
    RequestObject body = new RequestObject(RequestBody.object(request), "");
    RequestObject decisions = body.object("decisions");
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (String call : decisions.json().propertyNames()) {
      verdicts.put(call, Verdict.read(decisions.object(call)));
    }
    return stream(approvals.resume(body.object(PAUSED), verdicts));
  }

  private static <I, O> ServeResponse invoke(
      ServedChain<I, ?, O> chain, Approvals approvals, JsonNode json) {
    I input = RequestBody.input(chain.input(), json, "");
    return PendingAnswer.of(
        chain,
        input,
        run -> ServeResponse.json(200, shown(run.output(), approvals)),
        (status, message) -> ServeResponse.json(status, error(message)));
  }

  /** Writes a value, and what is to be sent back where it says that an agent has stopped. */
  private static JsonNode shown(@Nullable Object value, Approvals approvals) {
    JsonNode json = EventPayload.toJson(value);
    ObjectNode token = value == null ? null : approvals.keep(value, Map.of());
    if (token != null && json instanceof ObjectNode object) {
      object.set(PAUSED, token);
    }
    return json;
  }

  private static JsonNode query(ServeRequest request, ServedChain<?, ?, ?> chain) {
    String input = request.query().get("input");
    if (input == null) {
      throw InvalidRequestException.at("/input", "The parameter 'input' is missing: ?input=...");
    }
    return chain.input().readsText()
        ? JsonNodeFactory.instance.stringNode(input)
        : RequestBody.json(input);
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    ObjectNode error = error(failure.reason());
    if (!failure.pointer().isEmpty()) {
      error.put("pointer", failure.pointer());
    }
    return ServeResponse.json(failure.status(), error);
  }

  private static ObjectNode error(String message) {
    return JsonNodeFactory.instance.objectNode().put("message", message);
  }

  /** Writes chunks as events. */
  static final class Encoder implements RunEncoder<Object> {
    private final UUID runId;
    private final Approvals approvals;
    private long chunks;

    Encoder(UUID runId, Approvals approvals) {
      this.runId = runId;
      this.approvals = approvals;
    }

    @Override
    public void begin(StringBuilder out) {
      EventText.comment("run " + runId, out);
    }

    @Override
    public void item(Object chunk, StringBuilder out) {
      chunks++;
      EventText.field("id", Long.toString(chunks), out);
      EventText.data(shown(chunk, approvals), out);
    }

    @Override
    public void end(StringBuilder out) {
      EventText.field("event", "end", out);
      EventText.data(
          JsonNodeFactory.instance
              .objectNode()
              .put("run_id", runId.toString())
              .put("chunks", chunks),
          out);
    }

    @Override
    public boolean failure(String message, StringBuilder out) {
      EventText.field("event", "error", out);
      EventText.data(error(message).put("run_id", runId.toString()), out);
      return true;
    }
  }
}
