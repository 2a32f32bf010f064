package dev.runnel.model;

import dev.runnel.RunnelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown where a model calls a tool in a way that does not fit it. */
public final class ToolArgumentsException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final ToolCall call;

  ToolArgumentsException(ToolCall call, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.call = call;
  }

  /**
   * Returns the call; its message can be told to the model, which may then do better.
   *
   * @return the call
   */
  public ToolCall call() {
    return call;
  }
}
