package dev.runnel.mcp;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.serve.WireJson;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Speaks MCP over the input and the output of a process: one message a line. The requests of the
 * one client run at the same time, each on a thread of its own.
 */
final class StdioServer {
  private static final Logger LOG = System.getLogger(StdioServer.class.getName());
  private static final int MAX_LINE = 4 * 1024 * 1024;

  private final SessionProvider provider;
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable ClientSession session;

  StdioServer(SessionProvider provider, OutputStream out) {
    this.provider = provider;
    this.out = out;
  }

  /** Serves until the client closes its end, and ends then what still runs. */
  void serve(InputStream in) {
    LineReader lines = new LineReader(in, MAX_LINE);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          take(line);
        }
      }
    } catch (IOException broken) {
      LOG.log(Level.DEBUG, "The client of the MCP server has left.", broken);
    } finally {
      if (session != null) {
        session.close();
      }
    }
  }

  private void take(String line) {
    JSONRPCMessage message;
    try {
      message = SdkJson.message(line);
    } catch (IOException noMessage) {
      write(
          SdkJson.refusal(
              McpSchema.ErrorCodes.PARSE_ERROR, String.valueOf(noMessage.getMessage())));
      return;
    }
    if (message instanceof JSONRPCRequest request) {
      take(request);
    } else if (message instanceof JSONRPCNotification notification && session != null) {
      session.accept(notification);
    }
  }

  private void take(JSONRPCRequest request) {
    if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      write(SdkJson.tree(provider.initialize(request, this::open)));
    } else if (session == null) {
      write(
          SdkJson.tree(
              ClientSession.error(
                  request,
                  McpSchema.ErrorCodes.INVALID_REQUEST,
                  "The client has to begin with 'initialize'.")));
    } else {
      ChunkStream<JSONRPCMessage> answers = session.answers(request, UUID.randomUUID());
      RunConfig.defaultExecutor().execute(() -> answer(request, answers));
    }
  }

  private void open(ClientSession opened) {
    if (session != null) {
      session.close();
    }
    session = opened;
  }

  private void answer(JSONRPCRequest request, ChunkStream<JSONRPCMessage> answers) {
    try {
      answers.forEach(message -> write(SdkJson.tree(message)));
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.log(Level.WARNING, () -> request.method() + " could not be answered.", failure);
      write(
          SdkJson.tree(
              ClientSession.error(
                  request, McpSchema.ErrorCodes.INTERNAL_ERROR, "The request failed.")));
    }
  }

  /** Once the client has left there is nobody to be told; the end of its input is on its way. */
  private void write(JsonNode message) {
    byte[] line = (WireJson.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
    writing.lock();
    try {
      out.write(line);
      out.flush();
    } catch (IOException left) {
      LOG.log(Level.DEBUG, "The client of the MCP server does not read any more.", left);
    } finally {
      writing.unlock();
    }
  }
}
