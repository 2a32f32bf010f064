package dev.runnel.example;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a run failed. */
final class Problem {
  private Problem() {}

  /** Returns the message of the exception, or of the first cause that has one. */
  static String of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ConnectException) {
        return "Cannot connect to the model's server. Does it run, and is its address right?";
      }
    }
    Throwable cause = failure;
    while (isBlank(cause.getMessage()) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    return isBlank(message) ? name : name + ": " + message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
