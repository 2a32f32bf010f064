package dev.runnel.history;

import dev.runnel.RunnelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown where stored messages cannot be read: they are broken, or of a later version. */
public final class MessageFormatException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  MessageFormatException(String message) {
    super(message);
  }

  MessageFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
