package dev.runnel.languageserver.index;

/**
 * A place where a name stands.
 *
 * @param symbol what it means: two names with one symbol mean the same
 * @param name the name
 * @param role as what it stands there
 * @param span the name's place
 */
public record Occurrence(String symbol, String name, Role role, Span span) {
  /** As what a name stands somewhere. */
  public enum Role {
    /** A method or a parameter is declared. */
    DECLARATION,
    /** A parameter is declared that reads the step of its name. */
    READER,
    /** Code calls or reads it. */
    USE,
    /** An annotation names it. */
    STRING,
    /** A template reads it. */
    PLACEHOLDER
  }
}
