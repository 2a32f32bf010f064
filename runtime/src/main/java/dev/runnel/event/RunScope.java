package dev.runnel.event;

/**
 * What a {@link ScopedRunListener} has put on a thread, such as the current span: closing it puts
 * back what was there before.
 */
@FunctionalInterface
public interface RunScope {
  /**
   * Puts back what was on the thread; called once for each time that it was opened, by the thread
   * that opened it.
   */
  void close();

  /**
   * Opens it again after it was closed, which may be cheaper than to open another one: a stream
   * needs one for each chunk. Then it is closed again. This thread may be another one, or have
   * something else on it than when the scope was opened.
   *
   * @return whether it is open; if not, as it is unless a scope says otherwise, another one is
   *     opened
   */
  default boolean reopen() {
    return false;
  }
}
