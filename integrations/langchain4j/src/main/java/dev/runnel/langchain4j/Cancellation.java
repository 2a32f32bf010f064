package dev.runnel.langchain4j;

import dev.runnel.model.ChatOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends one call of a model, whatever it is doing when nobody wants the answer any more.
 *
 * <p>While the call starts, it is current on the thread that starts it, so that an HTTP client
 * which knows of it can say how to end its request. Thread-safe.
 */
final class Cancellation {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel.langchain4j");
  private static final ThreadLocal<@Nullable Cancellation> CURRENT = new ThreadLocal<>();

  private final Executor executor;
  private final WireEnd wireEnd = new WireEnd();
  private final List<Runnable> actions = new ArrayList<>();
  private final ChatOptions options;
  private volatile Predicate<PulledAnswer> reader = answer -> false;
  private volatile boolean taken;
  private volatile boolean keepsEvents = true;
  private @Nullable Thread starting;
  private boolean cancelled;

  Cancellation(Executor executor) {
    this(executor, ChatOptions.DEFAULT);
  }

  /**
   * Says how the call is made.
   *
   * @param executor runs the reading of the answer
   * @param options headers and timeout of the request, and other options
   */
  Cancellation(Executor executor, ChatOptions options) {
    this.executor = executor;
    this.options = options;
  }

  /** Returns the options of the call, for the client that makes its request. */
  ChatOptions take() {
    taken = true;
    return options;
  }

  /** Tells whether a client that knows of the call makes its request. */
  boolean isTaken() {
    return taken;
  }

  /** Returns the call that is being started on this thread. */
  static @Nullable Cancellation current() {
    return CURRENT.get();
  }

  /** Says that nobody asks for the events of the answer when they were told. */
  void passEvents() {
    keepsEvents = false;
  }

  /** Tells whether somebody may ask for the events of the answer at its end. */
  boolean keepsEvents() {
    return keepsEvents;
  }

  /** Says who may take an answer to read it itself. */
  void readBy(Predicate<PulledAnswer> newReader) {
    reader = newReader;
  }

  /** Offers an answer to who may read it; returns whether it was taken. */
  boolean offer(PulledAnswer answer) {
    return reader.test(answer);
  }

  /** Returns what runs the reading of an answer that nobody takes. */
  Executor executor() {
    return executor;
  }

  /** Returns what the events of the answer tell about its end. */
  WireEnd wireEnd() {
    return wireEnd;
  }

  /**
   * Runs what starts the call, unless it was cancelled before. Cancelling interrupts it; that
   * interrupt does not outlive it.
   */
  void run(Runnable start) {
    if (!enter()) {
      return;
    }
    CURRENT.set(this);
    try {
      start.run();
    } finally {
      CURRENT.remove();
      leave();
    }
  }

  private synchronized boolean enter() {
    starting = cancelled ? null : Thread.currentThread();
    return !cancelled;
  }

  private synchronized void leave() {
    starting = null;
    if (cancelled) {
      Thread.interrupted();
    }
  }

  /** Says how to end what has begun; done at once if the call is cancelled already. */
  void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    quietly(action);
  }

  /** Ends the call; only the first time has an effect. */
  void cancel() {
    List<Runnable> all;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      all = new ArrayList<>(actions);
      actions.clear();
      if (starting != null && !starting.equals(Thread.currentThread())) {
        starting.interrupt();
      }
    }
    all.forEach(Cancellation::quietly);
  }

  private static void quietly(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      // Some models cannot be cancelled. Their answer is no longer read, and closing never throws.
      LOGGER.log(System.Logger.Level.DEBUG, "A model's call could not be cancelled.", e);
    }
  }
}
