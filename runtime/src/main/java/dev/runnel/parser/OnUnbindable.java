package dev.runnel.parser;

/**
 * Says what becomes of an element that does not bind to its type.
 *
 * <p>A lambda is told of it, and the element is skipped unless the lambda throws:
 *
 * <pre>{@code
 * JsonOutputParser.elements("/countries", Country.class)
 *     .onUnbindable(problem -> log.warning(problem.getMessage()))
 * }</pre>
 */
@FunctionalInterface
public interface OnUnbindable {
  /**
   * Is told of an element that does not bind.
   *
   * @param problem says where it is, what it is, and why it does not bind
   */
  void handle(JsonBindException problem);

  /**
   * Fails the run with the problem; that is the default.
   *
   * @return the choice
   */
  static OnUnbindable fail() {
    return problem -> {
      throw problem;
    };
  }

  /**
   * Skips the element.
   *
   * @return the choice
   */
  static OnUnbindable skip() {
    return problem -> {};
  }
}
