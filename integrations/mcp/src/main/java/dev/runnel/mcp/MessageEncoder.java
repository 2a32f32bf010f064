package dev.runnel.mcp;

import dev.runnel.serve.RunEncoder;
import dev.runnel.serve.WireJson;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;

/**
 * Writes the messages that answer one request as server-sent events.
 *
 * @param request the request
 */
record MessageEncoder(JSONRPCRequest request) implements RunEncoder<JSONRPCMessage> {
  @Override
  public void begin(StringBuilder out) {}

  @Override
  public void item(JSONRPCMessage message, StringBuilder out) {
    out.append("event: message\ndata: ")
        .append(WireJson.write(SdkJson.tree(message)))
        .append("\n\n");
  }

  @Override
  public void end(StringBuilder out) {}

  @Override
  public boolean failure(String message, StringBuilder out) {
    item(ClientSession.error(request, McpSchema.ErrorCodes.INTERNAL_ERROR, message), out);
    return true;
  }
}
