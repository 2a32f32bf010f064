package dev.runnel.json.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.TreeTraversingParser;

/** Gives the tokens of a value, and knows which node each of them stands for. */
final class NodeParser extends TreeTraversingParser {
  private final JsonNode root;
  private final Deque<Iterator<JsonNode>> open = new ArrayDeque<>();
  private JsonNode node;

  NodeParser(JsonNode root) {
    super(root);
    this.root = root;
    node = root;
  }

  NodeParser(JsonNode root, ObjectReadContext context) {
    super(root, context);
    this.root = root;
    node = root;
  }

  /** Gives the container that a parser has just come to; null if it has not, or is another one. */
  static @Nullable JsonNode containerAt(JsonParser parser) {
    boolean starts =
        parser.hasToken(JsonToken.START_OBJECT) || parser.hasToken(JsonToken.START_ARRAY);
    return starts && parser instanceof NodeParser own ? own.node : null;
  }

  @Override
  public @Nullable JsonToken nextToken() {
    JsonToken token = super.nextToken();
    if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
      open.pop();
    } else if (token != null && token != JsonToken.PROPERTY_NAME) {
      node = open.isEmpty() ? root : open.element().next();
      if (token.isStructStart()) {
        open.push(node.values().iterator());
      }
    }
    return token;
  }

  @Override
  public JsonParser skipChildren() {
    if (hasToken(JsonToken.START_OBJECT) || hasToken(JsonToken.START_ARRAY)) {
      open.pop();
    }
    return super.skipChildren();
  }
}
