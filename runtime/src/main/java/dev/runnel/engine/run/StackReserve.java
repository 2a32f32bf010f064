package dev.runnel.engine.run;

/**
 * Sees to it that a run which is listened to has the stack that it takes to tell of its end. In a
 * recursion without end, the run at the bottom would else start, and overflow the stack once more
 * while it fails.
 */
final class StackReserve {
  /** Each takes some hundred bytes: enough to fail, with a listener that logs it. */
  private static final int FRAMES = 800;

  private StackReserve() {}

  /**
   * Looks whether the stack has room below.
   *
   * @throws StackOverflowError if it has not
   */
  static void check() {
    if (descend(FRAMES, System.nanoTime(), 1, 2, 3, 4, 5, 6, 7) == 0) {
      throw new AssertionError("The numbers of the frames add up to more than nothing.");
    }
  }

  /** Needs all its values again after the call, so that each frame must keep them. */
  private static long descend(
      int left, long a, long b, long c, long d, long e, long f, long g, long h) {
    return left == 0
        ? 1
        : (descend(left - 1, b, c, d, e, f, g, h, a) | a | b | c | d | e | f | g | h);
  }
}
