package dev.runnel.event;

/**
 * What a {@link ScopedRunListener} has put on a thread, such as the current span: closing it puts
 * back what was there before.
 */
@FunctionalInterface
public interface RunScope {
  /** Puts back what was on the thread; called once, by the thread that opened it. */
  void close();
}
