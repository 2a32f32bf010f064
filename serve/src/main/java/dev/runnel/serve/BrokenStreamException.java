package dev.runnel.serve;

import dev.runnel.RunnelException;

/** A stream that was kept breaks off before its end. Clients are told the message. */
final class BrokenStreamException extends RunnelException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(String message) {
    super(message);
  }
}
