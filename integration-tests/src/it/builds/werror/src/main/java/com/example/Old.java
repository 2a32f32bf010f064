package com.example;

import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import java.util.Locale;

/**
 * Is not to be used any more.
 *
 * @deprecated use something newer
 */
@Deprecated
public interface Old {
  /** A type that goes with it. */
  @Deprecated(forRemoval = true)
  record Loud(String text) {}

  /** A nested one. */
  interface Nested {
    @Deprecated(forRemoval = true)
    @Step
    default Loud upper(String text) {
      return new Loud(text.toUpperCase(Locale.ROOT));
    }

    /** Shouts. */
    @Deprecated
    @Chain("upper")
    Loud shout(String text);
  }

  @Step
  default String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whispers. */
  @Chain("lower")
  String whisper(String text);
}
