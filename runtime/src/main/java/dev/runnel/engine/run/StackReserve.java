package dev.runnel.engine.run;

/**
 * Looks whether the stack has room for what must not overflow it: a run at the bottom of a
 * recursion without end, which would overflow it once more while it fails, and changes of what runs
 * share, which would be left half done.
 */
public final class StackReserve {
  /** Each takes some hundred bytes: enough to fail, with a listener that logs it. */
  private static final int FRAMES = 1_600;

  /** What it takes to put together a message, with the classes that this may load. */
  private static final int FRAMES_TO_TELL = 600;

  /** What it takes to change a queue that is shared. */
  private static final int FEW_FRAMES = 100;

  private StackReserve() {}

  /** Tells whether the stack has room for a change of what runs share. */
  public static boolean hasSome() {
    return has(FEW_FRAMES);
  }

  /** Tells whether the stack has room for another run, and to tell of its end. */
  static boolean hasEnough() {
    return has(FRAMES);
  }

  /** Tells whether the stack has room to say what is wrong. */
  static boolean canTell() {
    return has(FRAMES_TO_TELL);
  }

  private static boolean has(int frames) {
    try {
      return descend(frames, System.nanoTime(), 1, 2, 3, 4, 5, 6, 7) != 0;
    } catch (StackOverflowError hasNot) {
      return false;
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
