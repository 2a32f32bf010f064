package dev.runnel.agent;

import dev.runnel.RunnelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a text is no paused agent, is of a later version, or does not bear its signature.
 */
public final class PausedAgentException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  PausedAgentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
