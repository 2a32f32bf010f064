package dev.runnel.processor.model;

/** Says how many chunks pass an edge in one run. */
public enum Multiplicity {
  /** Exactly one. */
  ONE,
  /** One or none. */
  OPTIONAL,
  /** Any number. */
  MANY
}
