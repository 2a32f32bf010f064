package dev.runnel.parser;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.runnel.parser.internal.Snapshots;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Is the change from one state of a JSON document to the next: operations of RFC 6902, to be
 * applied in order. Jackson writes it as the RFC says.
 *
 * @param operations the operations, at least one
 */
public record JsonPatch(@JsonValue List<Operation> operations) {
  /** Copies the list. */
  public JsonPatch {
    operations = List.copyOf(operations);
  }

  /** Prints it as RFC 6902 says. */
  @Override
  public String toString() {
    return operations.stream().map(Operation::toString).collect(Collectors.joining(",", "[", "]"));
  }

  /** Is what an operation does. */
  public enum Op {
    /** A new member of an object, or a new element at the end of an array. */
    ADD,
    /** A new value in place of an old one. */
    REPLACE
  }

  /** Is one operation. Immutable and thread-safe. */
  public static final class Operation {
    private final Snapshots.Change change;

    Operation(Snapshots.Change change) {
      this.change = change;
    }

    /**
     * Returns what it does.
     *
     * @return add or replace
     */
    public Op op() {
      return change.added() ? Op.ADD : Op.REPLACE;
    }

    /**
     * Returns where.
     *
     * @return a JSON Pointer; empty for the whole document
     */
    public String path() {
      return change.path();
    }

    /**
     * Returns the new value.
     *
     * @return the value, which never changes
     */
    public JsonNode value() {
      return change.value();
    }

    /**
     * Returns the operation as RFC 6902 writes it.
     *
     * @return an object with {@code op}, {@code path} and {@code value}
     */
    @JsonValue
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("op", op().name().toLowerCase(Locale.ROOT))
          .put("path", path())
          .set("value", value());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Operation operation
          && op() == operation.op()
          && path().equals(operation.path())
          && value().equals(operation.value());
    }

    @Override
    public int hashCode() {
      return 31 * path().hashCode() + value().hashCode();
    }

    @Override
    public String toString() {
      return "{\"op\":\"%s\",\"path\":%s,\"value\":%s}"
          .formatted(
              op().name().toLowerCase(Locale.ROOT),
              JsonNodeFactory.instance.stringNode(path()),
              value());
    }
  }
}
