package dev.runnel.agent;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Thrown where an agent inside another one waits for approval: nobody could give it. */
final class PausedInsideException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  PausedInsideException(String tool) {
    super(
        "Tool '%s' is an agent that waits for approval, which an agent inside another one cannot. Let the tool '%s' itself need approval."
            .formatted(tool, tool));
  }
}
