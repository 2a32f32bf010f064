package dev.runnel.model;

/** The names of runs of runnels that gave themselves no name. */
final class Names {
  private Names() {}

  /** Returns the simple name of the class, or the fallback for lambdas and anonymous classes. */
  static String of(Object runnel, String fallback) {
    Class<?> type = runnel.getClass();
    return type.isHidden() || type.isAnonymousClass() || type.isSynthetic()
        ? fallback
        : type.getSimpleName();
  }
}
