package dev.runnel;

import dev.runnel.engine.call.Engine;

/**
 * Configures all runs of a process, or of one application in a container, those of libraries
 * included: what a run's own configuration sets wins, and tags, metadata and listeners are added.
 *
 * <pre>{@code
 * RunDefaults.Installation logging =
 *     RunDefaults.install(RunConfig.DEFAULT.withListeners(new LoggingRunListener()));
 * }</pre>
 *
 * <p>Whoever installs a configuration can take it back, and nobody else: installing adds to what
 * others have installed. It holds for runs without a parent that start from now on; all runs below
 * them inherit its listeners, threads and clock as usual. Where nothing is installed it costs
 * nothing.
 *
 * <p>Thread-safe.
 */
public final class RunDefaults {
  private RunDefaults() {}

  /**
   * Configures all runs of the process.
   *
   * @param config what is laid below the configuration of each run without a parent
   * @return takes the configuration back
   * @throws IllegalArgumentException if it has a name, an id or a parent, which belong to one run
   */
  public static Installation install(RunConfig config) {
    return Engine.install(config, null);
  }

  /**
   * Configures the runs of one application of several in a process: those that start on a thread
   * whose context class loader is the application's, or has it as a parent. What is installed for
   * the whole process lies below.
   *
   * @param config what is laid below the configuration of each run without a parent
   * @param application the class loader of the application
   * @return takes the configuration back
   * @throws IllegalArgumentException if it has a name, an id or a parent, which belong to one run
   */
  public static Installation install(RunConfig config, ClassLoader application) {
    return Engine.install(config, application);
  }

  /** A configuration that is installed until this is closed. */
  @FunctionalInterface
  public interface Installation extends AutoCloseable {
    /** Takes the configuration back; runs that have started keep it. Has no effect again. */
    @Override
    void close();
  }
}
