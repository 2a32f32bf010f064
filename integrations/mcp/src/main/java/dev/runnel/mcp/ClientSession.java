package dev.runnel.mcp;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** One client of a server: answers its requests, and ends those that it cancels. Thread-safe. */
final class ClientSession {
  static final String CANCELLED = "notifications/cancelled";

  private final McpStreamableServerSession session;
  private final Map<Object, CancellableStream<JSONRPCMessage>> open = new ConcurrentHashMap<>();
  private volatile boolean closed;

  ClientSession(McpStreamableServerSession session) {
    this.session = session;
  }

  String id() {
    return session.getId();
  }

  boolean isIdle() {
    return open.isEmpty();
  }

  /**
   * Answers a request while the answer is read: with what it tells on the way, and at last the
   * response. Nothing follows where the client cancels it.
   */
  ChunkStream<JSONRPCMessage> answers(JSONRPCRequest request, UUID runId) {
    Runnel<JSONRPCRequest, JSONRPCMessage, List<JSONRPCMessage>> answering =
        RunnableGenerator.ofEmitter(request.method(), Whole.list(), this::answer);
    CancellableStream<JSONRPCMessage> answers =
        new CancellableStream<>(
            answering.withConfig(RunConfig.DEFAULT.withId(runId)).stream(request),
            stream -> open.remove(request.id(), stream));
    if (open.putIfAbsent(request.id(), answers) != null) {
      answers.close();
      return ChunkStream.of(
          error(
              request,
              McpSchema.ErrorCodes.INVALID_REQUEST,
              "The request before with id " + request.id() + " is not answered yet."));
    }
    if (closed) {
      answers.cancel();
    }
    return answers;
  }

  private void answer(JSONRPCRequest request, Emitter<JSONRPCMessage> out) {
    session.responseStream(new Outlet(out)).handle(request).block();
  }

  static JSONRPCMessage error(JSONRPCRequest request, int code, String message) {
    return JSONRPCResponse.error(
        request.id(), new JSONRPCResponse.JSONRPCError(code, message, null));
  }

  /** Takes what the client tells without waiting for an answer. */
  void accept(JSONRPCNotification notification) {
    if (!notification.method().equals(CANCELLED)) {
      return;
    }
    if (notification.params() instanceof Map<?, ?> params && params.get("requestId") != null) {
      CancellableStream<JSONRPCMessage> cancelled = open.get(params.get("requestId"));
      if (cancelled != null) {
        cancelled.cancel();
      }
    }
  }

  /** Ends all that runs for the client. */
  void close() {
    closed = true;
    open.values().forEach(CancellableStream::cancel);
  }

  /** Takes what the SDK's session sends for one request. */
  private record Outlet(Emitter<JSONRPCMessage> out) implements McpStreamableServerTransport {
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
      return sendMessage(message);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(() -> out.emit(message));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
      return SdkJson.INSTANCE.convertValue(data, typeRef);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
