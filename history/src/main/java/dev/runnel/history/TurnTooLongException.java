package dev.runnel.history;

import dev.runnel.RunnelException;
import java.io.Serial;

/** Thrown where the newest turn alone is longer than a {@link Trimming} allows. */
public final class TurnTooLongException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  TurnTooLongException(String what) {
    super(
        "The newest turn alone has "
            + what
            + ". Ask for less, raise the limit, or let such a turn pass: it does unless"
            + " failingOnLongTurn() was called.");
  }
}
