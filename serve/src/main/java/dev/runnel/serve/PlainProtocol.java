package dev.runnel.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runnel.event.EventPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
 * event is {@code end} or {@code error}; an {@code EventSource} is to be closed at either. With
 * {@code ?patches=true}, each chunk is an event {@code patch}: how it differs from the one before,
 * as a JSON Patch (RFC 6902).
 *
 * <p>Where runs go on without their clients, an id also has that of the run. A request with such a
 * {@code Last-Event-ID}, as {@code EventSource} sends it when a connection was lost, gets what
 * comes behind it; {@code GET /{run}/stream} all of it; {@code DELETE /{run}/stream} stops the run.
 * Else the ids only count, and a {@code Last-Event-ID} is not read.
 */
final class PlainProtocol implements Protocol {
  private static final String PAUSED = "paused";
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    Plain plain = new Plain(Approvals.of(chain), KeptStreams.of(chain));
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new Endpoint(
            "GET",
            "",
            (request, parts) ->
                plain.stream(request, () -> query(request, chain), "/input", chain)));
    endpoints.add(
        new Endpoint(
            "POST",
            "",
            (request, parts) -> plain.stream(request, () -> RequestBody.json(request), "", chain)));
    endpoints.add(new Endpoint("POST", "/resume", (request, parts) -> plain.resume(request)));
    endpoints.add(
        new Endpoint(
            "POST",
            "/whole",
            (request, parts) -> invoke(chain, plain.approvals, RequestBody.json(request))));
    endpoints.addAll(plain.kept.endpoints(plain::back));
    return endpoints;
  }

  /** What one chain keeps: agents that wait, and runs that go on without their clients. */
  private record Plain(Approvals approvals, KeptStreams kept) {
    <I> ServeResponse stream(
        ServeRequest request, Supplier<JsonNode> json, String pointer, ServedChain<I, ?, ?> chain) {
      Optional<String> last = kept.isOn() ? request.header(LAST_EVENT_ID) : Optional.empty();
      if (last.isPresent()) {
        return KeptStreams.reached(() -> goOn(request, last.get()));
      }
      I input = RequestBody.input(chain.input(), json.get(), pointer);
      return stream(request, 0, new ServedRun<>(chain, input, RunApprovals.ofNew(approvals)));
    }

    private ServeResponse stream(ServeRequest request, int below, ServedRun<?> run) {
      UUID id = UUID.randomUUID();
      PlainEncoder encoder =
          new PlainEncoder(id, run.approvals().chain(), kept.isOn(), asksForPatches(request));
      return EventText.response(kept.keep(run.chunks(encoder, id), request, below, id.toString()));
    }

    ServeResponse resume(ServeRequest request) {
      RequestObject body = new RequestObject(RequestBody.object(request), "");
      RequestObject decisions = body.object("decisions");
      Map<String, Verdict> verdicts = new LinkedHashMap<>();
      for (String call : decisions.json().propertyNames()) {
        verdicts.put(call, Verdict.read(decisions.object(call)));
      }
      return stream(request, 1, approvals.resume(body.object(PAUSED), verdicts));
    }

    /** Answers an {@code EventSource} that has lost its connection: also that all is over. */
    private ServeResponse goOn(ServeRequest request, String last) {
      if (last.equals(PlainEncoder.GONE)) {
        return ServeResponse.noContent();
      }
      EventId id = EventId.read(last);
      return answer(kept.find(request, 0, id.run(), id.number() + 1))
          .orElseGet(
              () ->
                  new ServeResponse.Whole(
                      200,
                      EventText.headers(),
                      PlainEncoder.gone(KeptStreams.gone(id.run())).getBytes(UTF_8)));
    }

    ServeResponse back(ServeRequest request, String run) {
      long from =
          request.header(LAST_EVENT_ID).map(last -> EventId.read(last).number() + 1).orElse(0L);
      return answer(kept.find(request, KeptStreams.PARTS, run, from))
          .orElseThrow(() -> new InvalidRequestException(404, "", KeptStreams.gone(run)));
    }

    private Optional<ServeResponse> answer(Optional<KeptStreams.Found> stream) {
      return stream.map(
          found -> {
            if (found.stream().isOver()) {
              found.stream().close();
              return ServeResponse.noContent();
            }
            return EventText.response(
                kept.body(found, new PlainEncoder(found.run(), Approvals.NONE, false, false)));
          });
    }
  }

  private static boolean asksForPatches(ServeRequest request) {
    String patches = request.query().getOrDefault("patches", "false");
    if (!patches.equals("true") && !patches.equals("false")) {
      throw InvalidRequestException.at("/patches", "The parameter 'patches' is true or false.");
    }
    return patches.equals("true");
  }

  /**
   * What an event is known by.
   *
   * @param run the run
   * @param number the number of the event
   */
  private record EventId(String run, long number) {
    /** Of one that is malformed, no stream is found. */
    static EventId read(String text) {
      int dot = text.lastIndexOf('.');
      String number = text.substring(dot + 1);
      return dot > 0 && number.matches("\\d{1,9}")
          ? new EventId(text.substring(0, dot), Long.parseLong(number))
          : new EventId(text, 0);
    }
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
  static JsonNode shown(@Nullable Object value, Approvals approvals) {
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

  static ObjectNode error(String message) {
    return JsonNodeFactory.instance.objectNode().put("message", message);
  }
}
