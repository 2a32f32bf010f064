package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds one state of a growing document after the other. What is complete is bound once: the next
 * states share it. Not thread-safe.
 */
public final class DraftBinding {
  private final ObjectReader reader;

  /**
   * Makes a binding for one document.
   *
   * @param mapper how values are bound
   * @param type what the document is bound to
   */
  public DraftBinding(JsonMapper mapper, JavaType type) {
    reader =
        DraftMappers.of(mapper).readerFor(type).withAttribute(BoundParts.class, new BoundParts());
  }

  /**
   * Binds a state.
   *
   * @param state what counts of the document
   * @return what it is bound to; null if it cannot be bound yet
   */
  public @Nullable Object bind(JsonNode state) {
    try {
      return reader.readValue(new NodeParser(state));
    } catch (RuntimeException notYet) {
      return null;
    }
  }
}
