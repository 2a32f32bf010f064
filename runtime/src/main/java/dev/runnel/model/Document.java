package dev.runnel.model;

import dev.runnel.event.EventPayload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that a {@link Retriever} found.
 *
 * <p>Immutable, as far as the metadata's values are.
 *
 * @param id what it is known by where it came from; null if unknown
 * @param text the text
 * @param metadata what is known about it, such as its source, unmodifiable, in the given order
 * @param score how well it fits the query, more is better; null if unknown
 */
public record Document(
    @Nullable String id, String text, Map<String, Object> metadata, @Nullable Double score)
    implements EventPayload {
  /** Checks that there is a text, and copies the metadata. */
  public Document {
    Objects.requireNonNull(text, "A document needs a text; it may be empty, but not null.");
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Makes a document that is nothing but text.
   *
   * @param text the text
   * @return the document
   */
  public static Document of(String text) {
    return new Document(null, text, Map.of(), null);
  }

  /**
   * Makes a document with metadata.
   *
   * @param text the text
   * @param metadata what is known about it
   * @return the document
   */
  public static Document of(String text, Map<String, ?> metadata) {
    return new Document(null, text, Collections.unmodifiableMap(metadata), null);
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.document(this);
  }
}
