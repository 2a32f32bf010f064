package dev.runnel.engine;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Treats exceptions as the engine promises: passed on as they were thrown, wrapped never twice. */
final class Failures {
  private Failures() {}

  /** Throws any exception, also a checked one, as it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException sneakyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Takes off what futures wrap around the exception of a task. */
  static Throwable unwrap(Throwable failure) {
    Throwable unwrapped = failure;
    while (unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException) {
      @Nullable Throwable cause = unwrapped.getCause();
      if (cause == null) {
        break;
      }
      unwrapped = cause;
    }
    return unwrapped;
  }
}
