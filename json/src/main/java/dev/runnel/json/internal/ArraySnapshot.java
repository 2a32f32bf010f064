package dev.runnel.json.internal;

import java.io.Serial;
import java.util.Comparator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An array that never changes. Attempts to change it fail with an {@link
 * UnsupportedOperationException}; {@link #deepCopy()} gives one that can be changed.
 *
 * <p>Whatever walks over it does so without recursion, however deep it is.
 */
final class ArraySnapshot extends ArrayNode {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ArrayView view;

  ArraySnapshot(ArrayView view) {
    super(JsonNodeFactory.instance, view);
    this.view = view;
  }

  ArrayView view() {
    return view;
  }

  @Override
  public ArrayNode deepCopy() {
    return (ArrayNode) DeepNodes.copy(this);
  }

  @Override
  public boolean equals(Object other) {
    return Snapshot.equal(this, other);
  }

  @Override
  public boolean equals(Comparator<JsonNode> comparator, JsonNode other) {
    return Snapshot.equal(this, comparator, other);
  }

  @Override
  public int hashCode() {
    return DeepNodes.hash(this);
  }

  @Override
  public String toString() {
    return DeepWriter.toString(this);
  }

  @Override
  public String toPrettyString() {
    return DeepWriter.toPrettyString(this);
  }

  @Override
  public void serialize(JsonGenerator out, SerializationContext context) {
    if (!Snapshot.write(this, out, context)) {
      super.serialize(out, context);
    }
  }

  /** Serialises the text, since the view belongs to a document that is still read. */
  @Serial
  private Object writeReplace() {
    return new SerialForm(toString(), false);
  }
}
