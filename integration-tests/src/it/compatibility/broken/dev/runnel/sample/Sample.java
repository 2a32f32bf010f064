package dev.runnel.sample;

/** What users call. */
public class Sample {
  /** Makes one. */
  public Sample() {}
}
