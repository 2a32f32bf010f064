package dev.runnel.sample;

/** What users implement. */
public interface Shape {
  /** Tells its name. */
  String name();
}
