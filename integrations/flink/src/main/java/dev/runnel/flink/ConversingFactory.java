package dev.runnel.flink;

import dev.runnel.history.ChatHistory;
import java.io.Serializable;

/**
 * Makes the object whose methods give chains that remember, on a task manager.
 *
 * @param <J> the class of the chains
 * @see ChainsFactory
 */
@FunctionalInterface
public interface ConversingFactory<J> extends Serializable {
  /**
   * Makes the object.
   *
   * @param history the conversations, which stand in Flink's state
   * @return the object; it is used by many threads at the same time
   * @throws Exception if it cannot be made; the job fails with it
   */
  J create(ChatHistory history) throws Exception;
}
