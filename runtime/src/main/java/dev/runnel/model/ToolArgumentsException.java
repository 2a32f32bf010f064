package dev.runnel.model;

import dev.runnel.RunnelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown where a model calls a tool in a way that does not fit it. */
public final class ToolArgumentsException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  // Of its own, since a record of the API is not serialisable for the sake of its exception.
  private final String id;
  private final String name;
  private final String arguments;

  ToolArgumentsException(ToolCall call, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.id = call.id();
    this.name = call.name();
    this.arguments = call.arguments();
  }

  /**
   * Returns the call; its message can be told to the model, which may then do better.
   *
   * @return the call
   */
  public ToolCall call() {
    return new ToolCall(id, name, arguments);
  }
}
