package dev.runnel.json;

/**
 * Decides what becomes of an element that does not bind to its type.
 *
 * <p>A lambda is told of it, and the element is skipped unless the lambda throws:
 *
 * <pre>{@code
 * JsonReadOptions.DEFAULT.withUnbindableHandler(problem -> log.warning(problem.getMessage()))
 * }</pre>
 */
@FunctionalInterface
public interface UnbindableHandler {
  /**
   * Takes an element that does not bind.
   *
   * @param problem says where it is, what it is, and why it does not bind
   */
  void handle(JsonBindException problem);

  /**
   * Fails with the problem; that is the default.
   *
   * @return the handler
   */
  static UnbindableHandler fail() {
    return problem -> {
      throw problem;
    };
  }

  /**
   * Skips the element.
   *
   * @return the handler
   */
  static UnbindableHandler skip() {
    return problem -> {};
  }
}
