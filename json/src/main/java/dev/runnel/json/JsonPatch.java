package dev.runnel.json;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.runnel.json.internal.Change;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change from one state of a JSON document to the next: operations of RFC 6902, to be applied
 * in order. Jackson writes it as the RFC says.
 *
 * @param operations the operations, at least one, unmodifiable
 */
public record JsonPatch(@JsonValue List<Operation> operations) {
  /** Copies the list. */
  public JsonPatch {
    operations = List.copyOf(operations);
  }

  /**
   * Makes a patch.
   *
   * @param operations the operations, in order
   * @return the patch
   */
  public static JsonPatch of(Operation... operations) {
    return new JsonPatch(List.of(operations));
  }

  /**
   * Applies the operations. Objects and arrays of the document are changed in place, so give a
   * {@linkplain JsonNode#deepCopy() copy} of one that must stay, or that never changes.
   *
   * @param document the document; any value if the patch replaces the whole
   * @return the changed document: the same one, unless it was replaced
   * @throws IllegalArgumentException if it does not fit the document, as when a patch was left out
   */
  public JsonNode applyTo(JsonNode document) {
    JsonNode changed = document;
    for (Operation operation : operations) {
      changed = operation.applyTo(changed);
    }
    return changed;
  }

  /**
   * Writes the patch as RFC 6902 says.
   *
   * @return a new array
   */
  public ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    operations.forEach(operation -> json.add(operation.toJson()));
    return json;
  }

  /** Prints it as RFC 6902 says. */
  @Override
  public String toString() {
    return operations.stream().map(Operation::toString).collect(Collectors.joining(",", "[", "]"));
  }

  /** What an operation does. */
  public enum Op {
    /** Adds a member to an object, or an element to an array. */
    ADD,
    /** Puts a value in the place of an old one. */
    REPLACE;

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One operation. Immutable and thread-safe, as long as nobody changes a value given to it. */
  public static final class Operation {
    private final Change change;

    Operation(Change change) {
      this.change = change;
    }

    /**
     * Makes an operation that adds a value.
     *
     * @param path where, as a JSON Pointer; {@code -} behind an array stands for its end
     * @param value what to add
     * @return the operation
     */
    public static Operation add(String path, JsonNode value) {
      return new Operation(new Change(true, path, value));
    }

    /**
     * Makes an operation that puts a value in the place of another.
     *
     * @param path where, as a JSON Pointer; empty for the whole document
     * @param value the new value
     * @return the operation
     */
    public static Operation replace(String path, JsonNode value) {
      return new Operation(new Change(false, path, value));
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
     * @return the value; one that a reader made never changes
     */
    public JsonNode value() {
      return change.value();
    }

    private JsonNode applyTo(JsonNode document) {
      JsonNode value = value().deepCopy();
      if (path().isEmpty()) {
        return value;
      }
      JsonPointer pointer = JsonPointer.compile(path());
      JsonNode parent = document.at(pointer.head());
      JsonPointer child = pointer.last();
      boolean applied =
          parent instanceof ObjectNode object
              ? change(object, child.getMatchingProperty(), value)
              : parent instanceof ArrayNode array && change(array, child, value);
      if (!applied) {
        throw new IllegalArgumentException(
            "The patch cannot be applied at '"
                + path()
                + "': there is nothing to change. Apply all patches of one document, in their"
                + " order.");
      }
      return document;
    }

    private boolean change(ObjectNode object, String member, JsonNode value) {
      boolean fits = change.added() || object.has(member);
      if (fits) {
        object.set(member, value);
      }
      return fits;
    }

    private boolean change(ArrayNode array, JsonPointer child, JsonNode value) {
      int size = array.size();
      boolean atEnd = change.added() && child.getMatchingProperty().equals("-");
      int index = atEnd ? size : child.getMatchingIndex();
      boolean fits = index >= 0 && (change.added() ? index <= size : index < size);
      if (fits && change.added()) {
        array.insert(index, value);
      } else if (fits) {
        array.set(index, value);
      }
      return fits;
    }

    /**
     * Returns the operation as RFC 6902 writes it.
     *
     * @return a new object with {@code op}, {@code path} and {@code value}
     */
    @JsonValue
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("op", op().wireName())
          .put("path", path())
          .set("value", change.unchangeable());
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
          .formatted(op().wireName(), JsonNodeFactory.instance.stringNode(path()), value());
    }
  }
}
