package dev.runnel.serve;

import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The streams of Vercel's AI SDK.
 *
 * <ul>
 *   <li>{@code POST} of a chat, as {@code useChat} sends it, answers with a UI message stream.
 *   <li>{@code POST /text} of a chat, of {@code {"prompt": ...}} as {@code useCompletion} sends it,
 *       or of any input answers with the text itself.
 *   <li>{@code POST /object} of an input answers with the text of a JSON document while it is
 *       written, as {@code useObject} reads it.
 *   <li>{@code GET /{chat}/stream}, where runs go on without their clients, answers with the last
 *       stream of a chat from its beginning, or with 204; {@code DELETE} stops its run.
 * </ul>
 */
final class AiSdkProtocol implements Protocol {
  @Override
  public String name() {
    return "ai-sdk";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    Approvals approvals = Approvals.of(chain);
    KeptStreams kept = KeptStreams.of(chain);
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new Endpoint("POST", "", (request, parts) -> chat(chain, approvals, kept, request)));
    endpoints.add(new Endpoint("POST", "/text", (request, parts) -> text(chain, request)));
    endpoints.add(new Endpoint("POST", "/object", (request, parts) -> text(chain, request)));
    endpoints.addAll(kept.endpoints((request, chat) -> back(kept, request, chat)));
    return endpoints;
  }

  private static ServeResponse back(KeptStreams kept, ServeRequest request, String chat) {
    return kept.find(request, KeptStreams.PARTS, chat, 0)
        .<ServeResponse>map(
            found -> {
              String run = found.run().toString();
              AiSdkEncoder encoder = new AiSdkEncoder(run, run, RunApprovals.ofNew(Approvals.NONE));
              return response(kept.body(found, encoder));
            })
        .orElseGet(ServeResponse::noContent);
  }

  private static <I> ServeResponse chat(
      ServedChain<I, ?, ?> chain, Approvals approvals, KeptStreams kept, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    AiSdkMessages messages = AiSdkMessages.read(body);
    AiSdkDecisions decisions = AiSdkDecisions.read(messages.last());
    ServedRun<?> run =
        decisions.verdicts().isEmpty()
            ? new ServedRun<>(
                chain,
                RequestBody.chat(chain.input(), messages.prompt()),
                RunApprovals.ofNew(approvals))
            : approvals.resume(decisions.token(), decisions.verdicts());
    UUID id = UUID.randomUUID();
    AiSdkEncoder encoder =
        new AiSdkEncoder(messages.answerId().orElse(id.toString()), id.toString(), run.approvals());
    String chat = new RequestObject(body, "").textIfAny("id").orElse("");
    return response(kept.keep(run.events(encoder, id), request, 0, chat));
  }

  private static ServeResponse response(StreamedBody body) {
    Map<String, String> headers = new LinkedHashMap<>(EventText.headers());
    headers.put("x-vercel-ai-ui-message-stream", "v1");
    return new ServeResponse.Streamed(headers, body);
  }

  private static <I> ServeResponse text(ServedChain<I, ?, ?> chain, ServeRequest request) {
    I input = input(chain, RequestBody.json(request));
    UUID id = UUID.randomUUID();
    Map<String, String> headers = new LinkedHashMap<>(EventText.headers());
    headers.put("Content-Type", "text/plain; charset=utf-8");
    return new ServeResponse.Streamed(headers, chain.chunks(input, new TextEncoder(), id));
  }

  private static <I> I input(ServedChain<I, ?, ?> chain, JsonNode body) {
    if (body instanceof ObjectNode object) {
      if (object.has("messages")) {
        return RequestBody.chat(chain.input(), AiSdkMessages.read(object).prompt());
      }
      JsonNode prompt = object.get("prompt");
      if (prompt != null && prompt.isString()) {
        return chain.input().readsText()
            ? RequestBody.input(chain.input(), prompt, "/prompt")
            : RequestBody.chat(chain.input(), ChatPrompt.of(prompt.stringValue()));
      }
    }
    return RequestBody.input(chain.input(), body, "");
  }

  /** The clients show the text of the body to the user. */
  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return ServeResponse.text(failure.status(), failure.reason());
  }

  /** Writes nothing but the text. It has no words for a failure: the connection is broken. */
  private static final class TextEncoder implements RunEncoder<Object> {
    /** The first half of a pair of which the second is still to come. */
    private String half = "";

    @Override
    public void begin(StringBuilder out) {}

    @Override
    public void item(Object chunk, StringBuilder out) {
      String text = half + ChatText.of(chunk);
      boolean isCut = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
      half = isCut ? text.substring(text.length() - 1) : "";
      out.append(text, 0, text.length() - half.length());
    }

    @Override
    public void end(StringBuilder out) {
      out.append(half);
    }

    @Override
    public boolean failure(String message, StringBuilder out) {
      return false;
    }

    @Override
    public String heartbeat() {
      return "";
    }
  }
}
