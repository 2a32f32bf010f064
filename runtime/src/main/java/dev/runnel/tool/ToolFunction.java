package dev.runnel.tool;

/**
 * Does the work of a {@link Tool}.
 *
 * @param <I> what it takes
 * @param <R> what it returns
 */
@FunctionalInterface
public interface ToolFunction<I, R> {
  /**
   * Does the work, as the tool's run: runnels that it calls are runs below it.
   *
   * @param input what it takes
   * @return what the tool gives, or what the tool's result comes from
   * @throws Exception if it fails; a checked one reaches the caller in a {@link
   *     dev.runnel.StepException}
   */
  R call(I input) throws Exception;
}
