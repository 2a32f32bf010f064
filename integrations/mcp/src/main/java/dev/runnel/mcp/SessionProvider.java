package dev.runnel.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Stands where the SDK's server expects what carries its messages, and opens sessions for those
 * that do carry them.
 */
final class SessionProvider implements McpStreamableServerTransportProvider {
  private McpStreamableServerSession.@Nullable Factory factory;

  @Override
  public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
    factory = sessionFactory;
  }

  /**
   * Opens a session for a client that introduces itself.
   *
   * @param opened takes the session, unless the request is malformed
   * @return the response
   */
  JSONRPCMessage initialize(JSONRPCRequest request, Consumer<ClientSession> opened) {
    InitializeRequest client = read(request);
    if (client == null) {
      return ClientSession.error(
          request,
          McpSchema.ErrorCodes.INVALID_PARAMS,
          "'initialize' needs protocolVersion, capabilities and clientInfo.");
    }
    McpStreamableServerSession.McpStreamableServerSessionInit init =
        Objects.requireNonNull(factory, "The SDK's server has not been built.")
            .startSession(client);
    opened.accept(new ClientSession(init.session()));
    return JSONRPCResponse.result(request.id(), Objects.requireNonNull(init.initResult().block()));
  }

  private static @Nullable InitializeRequest read(JSONRPCRequest request) {
    try {
      return SdkJson.INSTANCE.convertValue(request.params(), InitializeRequest.class);
    } catch (IllegalArgumentException | JacksonException malformed) {
      return null;
    }
  }

  /** Nothing is told beside the answers: the tools of a server stay as they are. */
  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }
}
