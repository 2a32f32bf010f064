package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Gives, where JSON itself is asked for, the very snapshot that is read: it never changes, so that
 * nobody needs a copy.
 *
 * @param <N> the kind of node
 */
final class TreeDeserializer<N extends JsonNode> extends StdDeserializer<N> {
  private final Class<N> kind;
  private final ValueDeserializer<?> others;

  TreeDeserializer(Class<N> kind) {
    super(kind);
    this.kind = kind;
    this.others = JsonNodeDeserializer.getDeserializer(kind);
  }

  @Override
  public N deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode node = NodeParser.containerAt(parser);
    if (kind.isInstance(node)) {
      parser.skipChildren();
      return kind.cast(node);
    }
    return kind.cast(others.deserialize(parser, context));
  }

  @Override
  public Object deserializeWithType(
      JsonParser parser, DeserializationContext context, TypeDeserializer types) {
    return deserialize(parser, context);
  }

  @Override
  public @Nullable Object getNullValue(DeserializationContext context) {
    return others.getNullValue(context);
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return others.getAbsentValue(context);
  }
}
