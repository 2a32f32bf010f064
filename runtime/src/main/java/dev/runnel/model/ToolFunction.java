package dev.runnel.model;

/**
 * Does the work of a {@link Tool}.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
@FunctionalInterface
public interface ToolFunction<I, O> {
  /**
   * Does the work.
   *
   * @param input what it takes
   * @return what it gives
   * @throws Exception if it fails
   */
  O call(I input) throws Exception;
}
