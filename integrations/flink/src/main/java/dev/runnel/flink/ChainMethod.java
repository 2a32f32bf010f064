package dev.runnel.flink;

import dev.runnel.Runnel;
import java.io.Serializable;

/**
 * Chooses one chain of an object; a reference to its method, such as {@code Jokes::joke}, also says
 * the chain's types.
 *
 * @param <J> the class of the chains
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
@FunctionalInterface
public interface ChainMethod<J, I, C, O> extends Serializable {
  /**
   * Gives the chain.
   *
   * @param chains the object
   * @return the chain
   */
  Runnel<I, C, O> of(J chains);
}
