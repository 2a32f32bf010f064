package dev.runnel.json;

import dev.runnel.json.internal.BindProblem;
import dev.runnel.json.internal.KeptNode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thrown where a value of a JSON document cannot be bound to the Java type that was asked for. */
public final class JsonBindException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String pointer;
  private final int index;
  private final String field;
  private final String fault;
  private final String reason;

  private final KeptNode value;

  JsonBindException(
      String pointer,
      int index,
      JsonNode value,
      String type,
      BindProblem problem,
      @Nullable Throwable cause) {
    super(message(pointer, type, problem.reason()), cause);
    this.pointer = pointer;
    this.index = index;
    this.field = problem.field();
    this.fault = problem.fault();
    this.reason = problem.reason();
    this.value = KeptNode.of(value);
  }

  private static String message(String pointer, String type, String reason) {
    String where = pointer.isEmpty() ? "The document" : "The value at '" + pointer + "'";
    return where + " cannot be bound to " + type + ": " + reason;
  }

  /**
   * Returns where the value is.
   *
   * @return a JSON Pointer; empty for the whole document
   */
  public String pointer() {
    return pointer;
  }

  /**
   * Returns the place of an array's element.
   *
   * @return the index, from 0; -1 for a value that is no element
   */
  public int index() {
    return index;
  }

  /**
   * Returns why it cannot be bound.
   *
   * @return the reason: what is missing, or else Jackson's words; if a field within the value is to
   *     blame, that comes first, as in {@code at '/days': ...}
   */
  public String reason() {
    return reason;
  }

  /**
   * Returns which field within the value is to blame.
   *
   * @return a JSON Pointer that begins at the value; empty for the value itself
   */
  public String field() {
    return field;
  }

  /**
   * Returns what is wrong there, for those who wrote the value: without advice to whoever declared
   * the type.
   *
   * @return the fault, as in {@code it is missing, but an int needs a value}
   */
  public String fault() {
    return fault;
  }

  /**
   * Returns the value that does not fit.
   *
   * @return the value
   */
  public JsonNode value() {
    return value.node();
  }
}
