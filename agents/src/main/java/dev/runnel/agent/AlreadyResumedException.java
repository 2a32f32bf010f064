package dev.runnel.agent;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Thrown where the state of a paused agent is to go on that has gone on before. */
public final class AlreadyResumedException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  AlreadyResumedException(String id) {
    super(
        "The paused agent '%s' has gone on already. Its calls were not run again; go on with what it gave then."
            .formatted(id));
  }
}
