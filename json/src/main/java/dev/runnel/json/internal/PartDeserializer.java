package dev.runnel.json.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds parts of a growing document as another deserialiser does, but what is complete only once:
 * {@link BoundParts} remembers it. Where a plain list or map is asked for, what it had before is
 * not bound again either. What else holds much is made anew only now and then.
 */
final class PartDeserializer extends DelegatingDeserializer {
  /** What is made anew at each state, and shares what is complete. */
  enum Growing {
    NONE,
    LIST,
    MAP,
    /** Whatever the JSON is: lists and maps for a type that says nothing. */
    ANY,
    /** The same, but arrays of Java in place of lists. */
    ANY_BUT_LISTS
  }

  private final Growing growing;

  PartDeserializer(ValueDeserializer<?> deserializer, Growing growing) {
    super(deserializer);
    this.growing = growing;
  }

  @Override
  protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
    return new PartDeserializer(deserializer, growing);
  }

  /** Learns what was asked for: Jackson has put the class that it makes in the place of a List. */
  @Override
  public ValueDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    JavaType contextual = context.getContextualType();
    JavaType asked = contextual == null ? context.constructType(handledType()) : contextual;
    ValueDeserializer<?> delegate =
        context.handleSecondaryContextualization(getDelegatee(), property, asked);
    return new PartDeserializer(delegate, DraftMappers.growing(delegate, asked, context));
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
    BoundParts parts = BoundParts.of(context);
    if (parts != null && !parts.isInsideComplete()) {
      JsonNode node = NodeParser.containerAt(parser);
      Object bound = growing(node, context, parts);
      if (bound != null) {
        parser.skipChildren();
        return bound;
      }
      if (!parts.isDue(node)) {
        throw DatabindException.from(parser, "It has grown by too little to be made anew.");
      }
    }
    return once(parser, parts, () -> super.deserialize(parser, context));
  }

  private @Nullable Object growing(
      @Nullable JsonNode node, DeserializationContext context, BoundParts parts) {
    if (node instanceof ArraySnapshot array) {
      boolean isList = growing == Growing.LIST || growing == Growing.ANY;
      return isList ? list(array.view(), context, parts) : null;
    }
    if (node instanceof ObjectSnapshot object) {
      boolean isMap = growing != Growing.NONE && growing != Growing.LIST;
      return isMap ? map(object.view(), context, parts) : null;
    }
    return null;
  }

  @Override
  public @Nullable Object deserializeWithType(
      JsonParser parser, DeserializationContext context, TypeDeserializer types) {
    return once(
        parser, BoundParts.of(context), () -> super.deserializeWithType(parser, context, types));
  }

  private @Nullable Object once(
      JsonParser parser, @Nullable BoundParts parts, BoundParts.Binding<?> binding) {
    JsonNode node = NodeParser.containerAt(parser);
    if (node == null || parts == null || !parts.remembers(node)) {
      return binding.bind();
    }
    if (!parts.knows(node, this)) {
      return parts.remember(node, this, binding);
    }
    parser.skipChildren();
    return parts.known(node);
  }

  private Object list(ArrayView view, DeserializationContext context, BoundParts parts) {
    BoundElements elements = parts.elements(view, this);
    elements.bindNew(view, added -> parts.insideComplete(() -> elements(added, context)));
    JsonNode open = view.openElement();
    if (open == null) {
      return elements.list(List.of());
    }
    return elements.list(
        growing == Growing.ANY
            ? Collections.singletonList(any(open, context))
            : elements(List.of(open), context));
  }

  private @Nullable Object map(ObjectView view, DeserializationContext context, BoundParts parts) {
    ObjectView.Tail open = view.open();
    if (open != null && open.index() < view.stored()) {
      return null; // the open value hides the one that its key had before, which may not bind
    }
    BoundMembers members = parts.members(view, this);
    boolean made =
        members.bindNew(view, added -> parts.insideComplete(() -> members(added, context)));
    if (!made || open == null) {
      return made ? members.map(view, null) : null;
    }
    JsonNode value = view.value(open.index());
    if (growing != Growing.MAP) {
      return members.map(view, any(value, context));
    }
    Map<?, ?> bound = members(Map.of(open.key(), value), context);
    return bound.containsKey(open.key()) ? members.map(view, bound.get(open.key())) : null;
  }

  private @Nullable Object any(JsonNode node, DeserializationContext context) {
    return deserialize(parser(node, context), context);
  }

  private Collection<?> elements(List<JsonNode> nodes, DeserializationContext context) {
    JsonNode array = new ArrayNode(JsonNodeFactory.instance, nodes);
    return (Collection<?>) getDelegatee().deserialize(parser(array, context), context);
  }

  private Map<?, ?> members(Map<String, JsonNode> nodes, DeserializationContext context) {
    JsonNode object = new ObjectNode(JsonNodeFactory.instance, nodes);
    return (Map<?, ?>) getDelegatee().deserialize(parser(object, context), context);
  }

  private static NodeParser parser(JsonNode node, DeserializationContext context) {
    NodeParser parser = new NodeParser(node, context);
    parser.nextToken();
    return parser;
  }
}
