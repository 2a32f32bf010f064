package dev.runnel.engine;

/** What generated classes call. */
public class Calls {
  private Calls() {}

  /** Is called. */
  public static void call(String text) {}
}
