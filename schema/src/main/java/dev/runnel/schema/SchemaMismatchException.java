package dev.runnel.schema;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a JSON document is not what its schema says, or cannot be bound to its type. The
 * message names all that is wrong, with the path of each: it can be shown to the model that wrote
 * the document.
 */
public final class SchemaMismatchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // made by List.copyOf or List.of, which are serialisable
  private final List<SchemaViolation> violations;

  private final String text;

  SchemaMismatchException(
      String type, String text, List<SchemaViolation> violations, @Nullable Throwable cause) {
    super(message(type, violations), cause);
    this.violations = List.copyOf(violations);
    this.text = text;
  }

  private static String message(String type, List<SchemaViolation> violations) {
    return violations.stream()
        .map(SchemaViolation::toString)
        .collect(Collectors.joining("; ", "The JSON is no " + type + ": ", "."));
  }

  /**
   * Returns all that is wrong.
   *
   * @return at least one, in the order of the schema
   */
  public List<SchemaViolation> violations() {
    return violations;
  }

  /**
   * Returns what was read.
   *
   * @return the text
   */
  public String text() {
    return text;
  }
}
