package dev.runnel.mcp;

import dev.runnel.RunnelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An MCP server that cannot be reached, has gone, or answers what is no answer. */
public final class McpException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message which server, and what is wrong
   * @param cause what caused it; null if nothing did
   */
  public McpException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
