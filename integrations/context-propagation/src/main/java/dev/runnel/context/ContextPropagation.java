package dev.runnel.context;

import dev.runnel.RunConfig;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Executor;

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
 * caller's own thread need none of this.
 *
 * <p>Thread-safe.
 */
public final class ContextPropagation {
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
    return task -> executor.execute(snapshots.captureAll().wrap(task));
  }
}
