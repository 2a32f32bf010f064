package dev.runnel.schema;

import java.io.Serializable;

/**
 * One thing in which a JSON document is not what its schema says.
 *
 * @param pointer where it is, as a JSON Pointer; empty for the whole document
 * @param reason what is wrong, such as {@code must be at least 1, but is 0}
 */
public record SchemaViolation(String pointer, String reason) implements Serializable {
  /** Says where it is and what is wrong. */
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "The document" : pointer) + " " + reason;
  }
}
