package dev.runnel.sample;

/** What users call. */
public class Sample {
  /** Makes one. */
  public Sample() {}

  /** Stays or goes. */
  public int gone(int number) {
    return number;
  }
}
