package dev.runnel.serve;

import dev.runnel.event.EventPayload;
import java.util.List;
import java.util.UUID;
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
 * </ul>
 *
 * <p>Each chunk is an event {@code message} with its JSON as data and its number as id. The last
 * event is {@code end} or {@code error}; an {@code EventSource} is to be closed at either. The ids
 * only count: a stream is not resumed, and a {@code Last-Event-ID} that comes back is not read.
 */
final class PlainProtocol implements Protocol {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    return List.of(
        new Endpoint("GET", "", (request, parts) -> stream(chain, query(request, chain), "/input")),
        new Endpoint("POST", "", (request, parts) -> stream(chain, RequestBody.json(request), "")),
        new Endpoint(
            "POST", "/whole", (request, parts) -> invoke(chain, RequestBody.json(request))));
  }

  private static <I> ServeResponse stream(
      ServedChain<I, ?, ?> chain, JsonNode json, String pointer) {
    I input = RequestBody.input(chain.input(), json, pointer);
    UUID id = UUID.randomUUID();
    return EventText.response(chain.chunks(input, new Encoder(id), id));
  }

  private static <I, O> ServeResponse invoke(ServedChain<I, ?, O> chain, JsonNode json) {
    I input = RequestBody.input(chain.input(), json, "");
    return PendingAnswer.of(
        chain,
        input,
        run -> ServeResponse.json(200, EventPayload.toJson(run.output())),
        (status, message) -> ServeResponse.json(status, error(message)));
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
    private long chunks;

    Encoder(UUID runId) {
      this.runId = runId;
    }

    @Override
    public void begin(StringBuilder out) {
      EventText.comment("run " + runId, out);
    }

    @Override
    public void item(Object chunk, StringBuilder out) {
      chunks++;
      EventText.field("id", Long.toString(chunks), out);
      EventText.data(EventPayload.toJson(chunk), out);
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
