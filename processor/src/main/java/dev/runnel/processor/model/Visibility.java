package dev.runnel.processor.model;

/** Says who can see a class or a method. Nothing private is ever in the model. */
public enum Visibility {
  /** Everybody. */
  PUBLIC,
  /** The package, and subclasses. */
  PROTECTED,
  /** The package. */
  PACKAGE
}
