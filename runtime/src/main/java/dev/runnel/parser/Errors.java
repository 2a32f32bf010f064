package dev.runnel.parser;

import dev.runnel.parser.internal.DocumentReader;
import dev.runnel.parser.internal.Failure;

/** Makes errors of what the machine found wrong. */
final class Errors {
  private Errors() {}

  static void throwIfFailed(DocumentReader reader) {
    Failure failure = reader.failure();
    if (failure != null) {
      throw new JsonStreamException(failure, reader.lastGood());
    }
  }
}
