package dev.runnel.sample;

/** What users implement. */
public interface Shape {
  /** Tells its name. */
  String name();

  /** Is new, and what implements this type lacks it. */
  int sides();
}
