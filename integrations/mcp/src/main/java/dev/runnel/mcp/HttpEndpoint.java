package dev.runnel.mcp;

import dev.runnel.ChunkStream;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Speaks MCP over streamable HTTP: each message of a client is a request of its own. A call of a
 * tool is answered by a stream of events, anything else by JSON. Thread-safe.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports">The
 *     transports</a>
 */
final class HttpEndpoint {
  static final String SESSION = "Mcp-Session-Id";
  static final String VERSION = "MCP-Protocol-Version";
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  /** So many clients that never say goodbye are known at the most. */
  private static final int MAX_SESSIONS = 10_000;

  private static final int NOT_FOUND_CODE = -32001;

  private final SessionProvider provider;
  private final ServeOptions options;
  private final Sessions sessions = new Sessions(MAX_SESSIONS);

  HttpEndpoint(SessionProvider provider, ServeOptions options) {
    this.provider = provider;
    this.options = options;
  }

  /** Answers one message of a client. */
  ServeResponse post(ServeRequest request) {
    if (!names(request.header("Content-Type").orElse(JSON), JSON)) {
      return refusal(415, McpSchema.ErrorCodes.INVALID_REQUEST, "The body must be " + JSON + ".");
    }
    String accepted = request.header("Accept").orElse("*/*");
    if (!names(accepted, JSON, EVENTS)) {
      return refusal(
          406,
          McpSchema.ErrorCodes.INVALID_REQUEST,
          "The client must accept both " + JSON + " and " + EVENTS + ".");
    }
    JSONRPCMessage message;
    try {
      message = SdkJson.message(new String(request.body(), StandardCharsets.UTF_8));
    } catch (IOException noMessage) {
      return refusal(400, McpSchema.ErrorCodes.PARSE_ERROR, String.valueOf(noMessage.getMessage()));
    }
    if (message instanceof JSONRPCRequest first
        && first.method().equals(McpSchema.METHOD_INITIALIZE)) {
      return initialize(first);
    }
    String version = request.header(VERSION).orElse("");
    if (!version.isEmpty() && !provider.protocolVersions().contains(version)) {
      return refusal(
          400,
          McpSchema.ErrorCodes.INVALID_REQUEST,
          "Version " + version + " is not spoken here, but " + provider.protocolVersions() + ".");
    }
    return inSession(request, session -> answer(session, message));
  }

  /** Says goodbye. */
  ServeResponse delete(ServeRequest request) {
    return inSession(
        request,
        session -> {
          sessions.remove(session.id());
          session.close();
          return empty(204);
        });
  }

  private interface InSession {
    ServeResponse answer(ClientSession session);
  }

  private ServeResponse inSession(ServeRequest request, InSession then) {
    String id = request.header(SESSION).orElse("");
    if (id.isEmpty()) {
      return refusal(
          400,
          McpSchema.ErrorCodes.INVALID_REQUEST,
          "The header " + SESSION + " is missing: begin with 'initialize'.");
    }
    ClientSession session = sessions.get(id);
    return session == null
        ? refusal(404, NOT_FOUND_CODE, "There is no such session: begin with 'initialize'.")
        : then.answer(session);
  }

  private ServeResponse initialize(JSONRPCRequest request) {
    AtomicReference<@Nullable ClientSession> opened = new AtomicReference<>();
    ServeResponse.Whole answer = json(provider.initialize(request, opened::set));
    ClientSession session = opened.get();
    if (session == null) {
      return answer;
    }
    sessions.add(session);
    return answer.with(SESSION, session.id()).with("Access-Control-Expose-Headers", SESSION);
  }

  private ServeResponse answer(ClientSession session, JSONRPCMessage message) {
    if (!(message instanceof JSONRPCRequest request)) {
      if (message instanceof JSONRPCNotification notification) {
        session.accept(notification);
      }
      return empty(202);
    }
    UUID id = UUID.randomUUID();
    ChunkStream<JSONRPCMessage> answers = session.answers(request, id);
    if (request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
      return ServeResponse.events(
          StreamedBody.of(answers, new MessageEncoder(request), id, request.method(), options));
    }
    List<JSONRPCMessage> all = answers.toList();
    return all.isEmpty() ? empty(202) : json(all.get(all.size() - 1));
  }

  private static ServeResponse.Whole json(JSONRPCMessage message) {
    return ServeResponse.json(200, SdkJson.tree(message));
  }

  private static ServeResponse.Whole empty(int status) {
    return new ServeResponse.Whole(status, Map.of(), new byte[0]);
  }

  static ServeResponse.Whole refusal(int status, int code, String message) {
    return ServeResponse.json(status, SdkJson.refusal(code, message));
  }

  /** Tells whether a header names all types, or any type at all. */
  private static boolean names(String header, String... types) {
    String low = header.toLowerCase(Locale.ROOT);
    return low.contains("*/*") || List.of(types).stream().allMatch(low::contains);
  }
}
