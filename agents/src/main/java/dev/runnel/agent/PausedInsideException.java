package dev.runnel.agent;

import dev.runnel.RunnelException;
import java.io.Serial;

/**
 * Thrown where a tool that was not made by {@link Agent#asTool} runs an agent that waits for
 * approval: nobody could give it.
 */
final class PausedInsideException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  PausedInsideException(String tool) {
    super(
        "Tool '%s' runs an agent that waits for approval, but nothing could go on within it. Make the tool by agent.asTool(...), or let the tool '%s' itself need approval."
            .formatted(tool, tool));
  }
}
