package dev.runnel.context;

import dev.runnel.RunConfig;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries what libraries keep on a thread, such as MDC, the current span and the security context,
 * into the threads on which runs work: parallel steps, generators, event streams, async and batch
 * calls, publishers.
 *
 * <pre>{@code
 * Runnel<String, String, String> joke = jokes.joke().withConfig(ContextPropagation.config());
 * }</pre>
 *
 * <p>What is carried is what is registered with Micrometer's {@link ContextRegistry}; the libraries
 * do that themselves, or an application does it at its start. It is taken from the thread that asks
 * for the work, set while the work runs, and what was there before is put back. Steps on the
 * caller's own thread need none of this. Where a library fails to read or set its part, the work
 * goes on without it, and that is logged once.
 *
 * <p>Thread-safe.
 */
public final class ContextPropagation {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");
  private static final AtomicBoolean HAS_WARNED = new AtomicBoolean();

  private ContextPropagation() {}

  /**
   * Makes a configuration for runnels and calls, with the default threads.
   *
   * @return the configuration
   */
  public static RunConfig config() {
    return RunConfig.DEFAULT.withExecutor(over(RunConfig.defaultExecutor()));
  }

  /**
   * Lets an executor carry what is registered globally.
   *
   * @param executor runs the tasks; a bounded one can deadlock, as {@link RunConfig#withExecutor}
   *     says
   * @return an executor over it, for {@link RunConfig#withExecutor}
   */
  public static Executor over(Executor executor) {
    return over(executor, ContextRegistry.getInstance());
  }

  /**
   * Lets an executor carry what is registered.
   *
   * @param executor runs the tasks
   * @param registry knows what is carried, and how it is read and set
   * @return an executor over it, for {@link RunConfig#withExecutor}
   */
  public static Executor over(Executor executor, ContextRegistry registry) {
    ContextSnapshotFactory snapshots =
        ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
    return task -> {
      @Nullable ContextSnapshot snapshot = capture(snapshots);
      executor.execute(snapshot == null ? task : () -> carry(snapshot, task));
    };
  }

  private static @Nullable ContextSnapshot capture(ContextSnapshotFactory snapshots) {
    try {
      return snapshots.captureAll();
    } catch (RuntimeException | Error fromAccessor) {
      warn(fromAccessor);
      return null;
    }
  }

  /** Runs a task, whose run waits for it, also where the context cannot be set. */
  private static void carry(ContextSnapshot snapshot, Runnable task) {
    ContextSnapshot.@Nullable Scope set = null;
    try {
      set = snapshot.setThreadLocals();
    } catch (RuntimeException | Error fromAccessor) {
      warn(fromAccessor);
    }
    try {
      task.run();
    } finally {
      putBack(set);
    }
  }

  private static void putBack(ContextSnapshot.@Nullable Scope set) {
    try {
      if (set != null) {
        set.close();
      }
    } catch (RuntimeException | Error fromAccessor) {
      warn(fromAccessor);
    }
  }

  private static void warn(Throwable fromAccessor) {
    if (HAS_WARNED.compareAndSet(false, true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "What is on a thread could not be carried to another one, or back. The work goes on"
              + " without it; what is thrown from now on is not logged.",
          fromAccessor);
    }
  }
}
