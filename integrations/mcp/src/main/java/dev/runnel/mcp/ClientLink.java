package dev.runnel.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Carries the messages of the SDK's client to one server and back. It knows which requests are
 * open: each gets exactly one response, if need be one that says why the server gave none.
 * Thread-safe.
 */
abstract class ClientLink implements McpClientTransport {
  private static final Logger LOG = System.getLogger(ClientLink.class.getName());

  /** Says that something is wrong with the connection, and not with the request. */
  private static final int BROKEN = -32000;

  /** Says of a server why it does not answer a client that is closed. */
  static final String LEFT = " was left: its client is closed.";

  private static final String LATEST = "2025-11-25";

  /** The open requests, each with the token by which its progress is told, if it is. */
  private final Map<Object, Object> open = new ConcurrentHashMap<>();

  private volatile String version = LATEST;
  private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;

  /** Names the server in messages. */
  abstract String server();

  /** Returns what the server has said last, where that may say what is wrong. */
  String lastWords() {
    return "";
  }

  /** Sends a message, and does not wait. What goes wrong later fails the request. */
  abstract void send(JSONRPCMessage message);

  /** Gives back what a request holds that nobody waits for any more. */
  void abandon(Object id) {}

  /** Listens for what the server says of its own accord, where that needs anything. */
  void listen() {}

  /** Begins to carry messages. */
  void start() {}

  @Override
  public final Mono<Void> connect(
      Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> messageHandler) {
    return Mono.fromRunnable(
        () -> {
          handler = messageHandler;
          start();
        });
  }

  @Override
  public final Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.deferContextual(context -> Mono.fromRunnable(() -> sendNow(message, context)));
  }

  private void sendNow(JSONRPCMessage message, ContextView context) {
    context
        .<String>getOrEmpty(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION)
        .ifPresent(negotiated -> version = negotiated);
    if (message instanceof JSONRPCRequest request) {
      open.put(request.id(), token(request));
    }
    send(message);
  }

  private static Object token(JSONRPCRequest request) {
    Object token = request.params() instanceof CallToolRequest call ? call.progressToken() : null;
    return token == null ? "" : token;
  }

  /** Takes a message of the server. A response that nobody waits for is dropped. */
  final void receive(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse response && open.remove(response.id()) == null) {
      LOG.log(Level.DEBUG, () -> server() + " has answered what nobody waits for.");
      return;
    }
    deliver(message);
  }

  private void deliver(JSONRPCMessage message) {
    var receiver = handler;
    if (receiver != null) {
      receiver.apply(Mono.just(message)).subscribe(handled -> {}, this::unhandled);
    }
  }

  private void unhandled(Throwable failure) {
    LOG.log(Level.WARNING, () -> "A message of " + server() + " could not be read.", failure);
  }

  /** Returns the version that is spoken with the server, as far as it is known. */
  final String version() {
    return version;
  }

  final boolean isOpen(Object id) {
    return open.containsKey(id);
  }

  /** Answers a request in the server's place. */
  final void fail(Object id, String message) {
    if (open.remove(id) != null) {
      deliver(JSONRPCResponse.error(id, new JSONRPCResponse.JSONRPCError(BROKEN, message, null)));
    }
  }

  final void failAll(String message) {
    open.keySet().forEach(id -> fail(id, message));
  }

  /** Cancels the call whose progress has a token, and tells the server. */
  final void cancel(Object token, String reason) {
    open.forEach(
        (id, other) -> {
          if (other.equals(token) && open.remove(id, token)) {
            send(
                new JSONRPCNotification(
                    ClientSession.CANCELLED, Map.of("requestId", id, "reason", reason)));
            abandon(id);
            deliver(
                JSONRPCResponse.error(
                    id, new JSONRPCResponse.JSONRPCError(BROKEN, "Cancelled.", null)));
          }
        });
  }

  @Override
  public final <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
    return SdkJson.INSTANCE.convertValue(data, typeRef);
  }
}
