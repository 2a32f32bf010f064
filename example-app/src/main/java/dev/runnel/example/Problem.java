package dev.runnel.example;

import java.net.ConnectException;

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
    String told = "";
    String name = failure.getClass().getSimpleName();
    for (Throwable each = failure; each != null && told.isEmpty(); each = each.getCause()) {
      told = each.getMessage() == null ? "" : each.getMessage().strip();
      name = each.getClass().getSimpleName();
    }
    return told.isEmpty() ? name : name + ": " + told.replaceAll("\\s*\\R\\s*", " ");
  }
}
