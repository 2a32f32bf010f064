package dev.runnel.processor.diagnostic;

/** Says what can be wrong with retries, fallbacks and timeouts. */
public final class GuardProblems {
  private GuardProblems() {}

  /** Says that a value of a retry, a fallback or a timeout makes no sense. */
  public static Problem invalidPolicy(
      Position at, String annotation, String method, String why, String fix) {
    return ProblemKind.INVALID_POLICY.at(
        at, "annotation", annotation, "method", method, "why", why, "fix", fix);
  }

  /** Says that a retry, a fallback or a timeout stands on what never runs as a step. */
  public static Problem misplacedGuard(Position at, String annotation, String method) {
    return ProblemKind.MISPLACED_GUARD.at(at, "annotation", annotation, "method", method);
  }

  /** Says that a fallback does not fit what it stands in for. */
  public static Problem fallbackMismatch(Position at, String fallback, String guarded, String why) {
    return ProblemKind.FALLBACK_MISMATCH.at(
        at, "fallback", fallback, "guarded", guarded, "why", why);
  }

  /** Says that a step or chain is among its own fallbacks. */
  public static Problem cyclicFallback(Position at, String fallback, String path) {
    return ProblemKind.CYCLIC_FALLBACK.at(at, "fallback", fallback, "path", path);
  }
}
