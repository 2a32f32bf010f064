package dev.runnel.testkit;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Thrown where a model is sent messages that its provider would refuse. */
public final class RefusedHistoryException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  RefusedHistoryException(String message) {
    super(message);
  }
}
