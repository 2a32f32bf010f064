package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Knows what of a snapshot is complete, and what part of a growing value counts already for a Java
 * type: strings, objects and arrays may grow; numbers, enums, dates and booleans count only when
 * they are complete.
 */
public final class Growth {
  private final @Nullable PropertyTypes properties;

  /**
   * Makes a rule.
   *
   * @param properties knows the types of beans that may be bound with half their values; null if
   *     none may
   */
  public Growth(@Nullable PropertyTypes properties) {
    this.properties = properties;
  }

  /**
   * A value in a snapshot.
   *
   * @param node the value; null if it is missing
   * @param open whether it may still change
   */
  public record Spot(@Nullable JsonNode node, boolean open) {}

  /**
   * Finds a value.
   *
   * @param root the snapshot
   * @param complete whether the document is complete
   * @param pointer where the value is
   * @return the value, and whether it may still change
   */
  public static Spot find(JsonNode root, boolean complete, JsonPointer pointer) {
    Spot spot = new Spot(root, !complete);
    for (JsonPointer at = pointer; !at.matches() && spot.node() != null; at = at.tail()) {
      spot = child(spot, at);
    }
    return spot;
  }

  private static Spot child(Spot parent, JsonPointer segment) {
    JsonNode node = parent.node();
    if (node instanceof ObjectSnapshot object) {
      ObjectView view = object.view();
      int index = view.indexOf(segment.getMatchingProperty());
      return index < 0
          ? new Spot(null, true)
          : new Spot(view.value(index), index == view.openIndex());
    }
    if (node instanceof ArraySnapshot array) {
      ArrayView view = array.view();
      int index = segment.getMatchingIndex();
      return index < 0 || index >= view.size()
          ? new Spot(null, true)
          : new Spot(view.get(index), index == view.stored());
    }
    return new Spot(null, true);
  }

  /**
   * Gives what counts already of a value.
   *
   * @param node the value
   * @param open whether it may still change
   * @param type what it is to be bound to
   * @return the value, perhaps with less in it; null if nothing counts yet
   */
  public @Nullable JsonNode countable(JsonNode node, boolean open, JavaType type) {
    if (!open || type.hasRawClass(JsonNode.class)) {
      return node;
    }
    if (type.isReferenceType() && type.getContentType() != null) {
      return countable(node, true, type.getContentType());
    }
    if (node.isString()) {
      return takesText(type) ? node : null;
    }
    if (node instanceof ArraySnapshot array) {
      return elements(array.view(), type);
    }
    if (node instanceof ObjectSnapshot object) {
      return members(object.view(), type);
    }
    return null;
  }

  private @Nullable JsonNode elements(ArrayView view, JavaType type) {
    boolean untyped = type.isJavaLangObject();
    if (!untyped && !type.isCollectionLikeType() && !type.isArrayType()) {
      return null;
    }
    JsonNode last = view.openElement();
    if (last == null) {
      return new ArraySnapshot(view);
    }
    JavaType content = untyped ? type : type.getContentType();
    return new ArraySnapshot(view.withOpen(countable(last, true, content)));
  }

  private @Nullable JsonNode members(ObjectView view, JavaType type) {
    boolean untyped = type.isJavaLangObject();
    boolean bean = !untyped && !type.isMapLikeType();
    if (bean && properties == null) {
      return null;
    }
    ObjectView.Tail last = view.open();
    if (last == null) {
      return new ObjectSnapshot(view);
    }
    JavaType content =
        untyped
            ? type
            : properties != null && bean ? properties.of(type, last.key()) : type.getContentType();
    JsonNode value = content == null ? null : countable(view.value(last.index()), true, content);
    return new ObjectSnapshot(view.withOpen(value));
  }

  private static boolean takesText(JavaType type) {
    return type.isJavaLangObject()
        || type.hasRawClass(String.class)
        || type.hasRawClass(CharSequence.class)
        || type.hasRawClass(StringBuilder.class);
  }
}
