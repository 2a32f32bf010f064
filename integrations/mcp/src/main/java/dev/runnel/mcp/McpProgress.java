package dev.runnel.mcp;

import dev.runnel.Textual;
import org.jspecify.annotations.Nullable;

/**
 * How a call of an MCP server's tool gets on.
 *
 * @param done how much is done; more each time
 * @param total how much there is; null if that is not known
 * @param message what the server says about it; null if nothing
 */
public record McpProgress(double done, @Nullable Double total, @Nullable String message)
    implements Textual {
  /** Returns what the server says; empty if it says nothing. */
  @Override
  public String text() {
    return message == null ? "" : message;
  }
}
