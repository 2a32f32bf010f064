package dev.runnel.languageserver;

import java.util.Optional;

/**
 * Says to an editor that there is nothing. The protocol has null for that, and the types that it is
 * written with here do not say so.
 */
final class Absent {
  private Absent() {}

  /** Returns what there is, else the protocol's null. */
  @SuppressWarnings("NullAway")
  static <T> T orNull(Optional<T> answer) {
    return answer.orElse(null);
  }
}
