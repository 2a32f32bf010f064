package dev.runnel.engine;

import dev.runnel.CustomRunnel;

/**
 * A runnel that another one opens: only what is said of its runs differs. The engine opens that one
 * at once, so that the chunks of a chain pass through no other pipeline.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface Delegating<I, C, O> {
  /** Returns the runnel that is opened. */
  CustomRunnel<I, C, O> delegate();
}
