package dev.runnel.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's chat completions, with a chain as the model: for every client that lets its base address
 * be set. The model's name is the chain's.
 *
 * <p>Whether an answer streams is what the body says; the {@code Accept} header is not looked at,
 * since clients send {@code application/json} for streams as well.
 */
final class OpenAiProtocol implements Protocol {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long MILLIS_PER_SECOND = 1_000;

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new Endpoint("POST", "/chat/completions", (request, parts) -> complete(chain, request)));
    endpoints.add(
        new Endpoint("GET", "/models", (request, parts) -> ServeResponse.json(200, list(chain))));
    endpoints.add(
        new Endpoint("GET", "/models/{id}", (request, parts) -> model(chain, parts.get(0))));
    return endpoints;
  }

  private static JsonNode list(ServedChain<?, ?, ?> chain) {
    ObjectNode list = NODES.objectNode().put("object", "list");
    list.putArray("data").add(description(chain));
    return list;
  }

  private static ObjectNode description(ServedChain<?, ?, ?> chain) {
    return NODES
        .objectNode()
        .put("id", chain.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "runnel");
  }

  private static ServeResponse model(ServedChain<?, ?, ?> chain, String id) {
    requireModel(chain, id, "");
    return ServeResponse.json(200, description(chain));
  }

  private static void requireModel(ServedChain<?, ?, ?> chain, String id, String pointer) {
    if (!id.equals(chain.name())) {
      throw new InvalidRequestException(
          404, pointer, "The model '" + id + "' does not exist; there is '" + chain.name() + "'.");
    }
  }

  private static <I> ServeResponse complete(ServedChain<I, ?, ?> chain, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    if (!RequestBody.member(body, "model").isString()) {
      throw InvalidRequestException.at("/model", "'model' must be a text.");
    }
    requireModel(chain, body.get("model").stringValue(), "/model");
    I input = RequestBody.chat(chain.input(), RoleMessages.ofOpenAi(body));
    return isTrue(body, "stream") ? stream(chain, input, withUsage(body)) : whole(chain, input);
  }

  private static <I> ServeResponse stream(ServedChain<I, ?, ?> chain, I input, boolean withUsage) {
    UUID id = UUID.randomUUID();
    return EventText.response(chain.chunks(input, encoder(chain, id, withUsage), id));
  }

  private static <I, O> ServeResponse whole(ServedChain<I, ?, O> chain, I input) {
    return PendingAnswer.of(
        chain,
        input,
        run ->
            ServeResponse.json(
                200,
                encoder(chain, run.id(), false)
                    .whole(ChatText.answer(Objects.requireNonNullElse(run.output(), "")))),
        OpenAiProtocol::failed);
  }

  /** Asks the client not to try again by itself: a chain may have had effects. */
  private static ServeResponse.Whole failed(int status, String message) {
    return error(status, message, "server_error", null, null).with("x-should-retry", "false");
  }

  private static OpenAiEncoder encoder(ServedChain<?, ?, ?> chain, UUID id, boolean withUsage) {
    return new OpenAiEncoder(
        chain.name(), id, withUsage, System.currentTimeMillis() / MILLIS_PER_SECOND);
  }

  private static boolean withUsage(ObjectNode body) {
    return body.get("stream_options") instanceof ObjectNode options
        && isTrue(options, "include_usage");
  }

  private static boolean isTrue(ObjectNode object, String name) {
    return object.get(name) != null && object.get(name).asBoolean(false);
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return error(
        failure.status() == 422 ? 400 : failure.status(),
        failure.reason(),
        failure.status() >= 500 ? "server_error" : "invalid_request_error",
        failure.pointer().isEmpty() ? null : failure.pointer().substring(1),
        failure.status() == 404 ? "model_not_found" : null);
  }

  private static ServeResponse.Whole error(
      int status, String message, String type, @Nullable String param, @Nullable String code) {
    ObjectNode body = NODES.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return ServeResponse.json(status, body);
  }
}
