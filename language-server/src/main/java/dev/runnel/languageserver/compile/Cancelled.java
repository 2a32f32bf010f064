package dev.runnel.languageserver.compile;

import java.io.Serial;

/** Ends a compilation that nobody waits for any more. */
public final class Cancelled extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Cancelled() {
    super("The text has changed.", null, false, false);
  }
}
