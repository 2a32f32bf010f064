package dev.runnel.engine.stream;

import dev.runnel.StreamClosedException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Treats exceptions as the engine promises: passed on as they were thrown, wrapped never twice. */
public final class Failures {
  /** How far a chain of causes is followed; it may be a circle. */
  private static final int DEPTH = 16;

  private Failures() {}

  /** Throws any exception, also a checked one, as it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <E extends Throwable> RuntimeException sneakyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Takes off what futures wrap around the exception of a task. */
  public static Throwable unwrap(Throwable failure) {
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

  /**
   * Tells whether a failure says that this thread was interrupted, in whatever wrapping but that of
   * a future: its interrupt was another thread's.
   */
  public static boolean isInterrupt(Throwable failure) {
    return saysInterrupted(failure, Thread.currentThread().isInterrupted());
  }

  private static boolean saysInterrupted(Throwable failure, boolean whereClosed) {
    @Nullable Throwable cause = failure;
    for (int i = 0; i < DEPTH && cause != null && unwrap(cause) == cause; i++) {
      if (cause instanceof InterruptedException
          || cause instanceof ClosedByInterruptException
          || (whereClosed && cause instanceof StreamClosedException)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * Returns what other threads are told of a failure of this one: they were not interrupted with
   * it, and must not think so.
   *
   * @param failure the failure
   * @return the failure; of an interrupt, another one that says whose it was
   */
  public static Throwable forOtherThreads(Throwable failure) {
    if (!saysInterrupted(failure, false)) {
      return failure;
    }
    StreamClosedException told =
        new StreamClosedException("A thread that worked for this one was interrupted.");
    told.addSuppressed(failure); // a cause would say that whoever has it was interrupted
    return told;
  }

  /** Tells whether a failure only says that the run was closed while something ran in it. */
  public static boolean isOfClosing(Throwable failure) {
    return comesFrom(failure, StreamClosedException.class)
        || comesFrom(failure, InterruptedException.class)
        || comesFrom(failure, ClosedByInterruptException.class);
  }

  private static boolean comesFrom(Throwable failure, Class<? extends Throwable> type) {
    @Nullable Throwable cause = failure;
    for (int i = 0; i < DEPTH && cause != null; i++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
