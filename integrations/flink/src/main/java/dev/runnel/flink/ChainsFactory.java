package dev.runnel.flink;

import java.io.Serializable;

/**
 * Makes the object whose methods give chains, with its models, on a task manager.
 *
 * <p>The factory is sent to the task managers, and so has to be serialisable, and must hold no
 * credentials: it reads them where it runs. Equal factories share one object in a task manager; it
 * is closed when the last operator that uses it has ended.
 *
 * <pre>{@code
 * ChainsFactory<Jokes> jokes = () -> new JokesRunnables(Models.fromEnvironment());
 * }</pre>
 *
 * @param <J> the class of the chains
 */
@FunctionalInterface
public interface ChainsFactory<J> extends Serializable {
  /**
   * Makes the object.
   *
   * @return the object; it is used by many threads at the same time
   * @throws Exception if it cannot be made; the job fails with it
   */
  J create() throws Exception;

  /**
   * Closes an object that this factory has made: by default, if it can be closed.
   *
   * @param chains the object
   * @throws Exception if it cannot be closed; it is logged
   */
  default void close(J chains) throws Exception {
    if (chains instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
