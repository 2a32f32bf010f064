package dev.runnel.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value into the text of a prompt: the one place where that is decided, for templates and
 * generated code.
 */
public final class PromptText {
  private PromptText() {}

  /**
   * Gives the text of a value.
   *
   * <ul>
   *   <li>text: itself
   *   <li>a message, a chunk of a message, a document: its text
   *   <li>a collection or array of messages or documents: their texts, joined by a blank line
   *   <li>an empty collection or array: the empty text
   *   <li>an {@code Optional}: its value's text, or the empty text
   *   <li>anything else: its {@code toString()}
   * </ul>
   *
   * @param value the value
   * @return the text
   * @throws NullPointerException if the value is null
   * @throws IllegalArgumentException if the value is media, which are no text
   */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    Objects.requireNonNull(
        value, "A value of a prompt is null. Give the empty text if there is nothing to say.");
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? of(optional.get()) : "";
    }
    if (value instanceof Collection<?> values) {
      return ofAll(values);
    }
    if (value instanceof Object[] values) {
      return ofAll(Arrays.asList(values));
    }
    if (value instanceof Media) {
      throw new IllegalArgumentException(
          "Media cannot stand in the text of a prompt: "
              + value
              + ". Leave its placeholder out; it comes after the text.");
    }
    String own = ownText(value);
    return own == null ? value.toString() : own;
  }

  private static String ofAll(Collection<?> values) {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder joined = new StringBuilder();
    String separator = "";
    for (Object value : values) {
      String own = ownText(value);
      if (own == null) {
        return values.toString();
      }
      joined.append(separator).append(own);
      separator = "\n\n";
    }
    return joined.toString();
  }

  private static @Nullable String ownText(@Nullable Object value) {
    if (value instanceof Document document) {
      return document.text();
    }
    if (value instanceof ChatMessage message) {
      return message.text();
    }
    if (value instanceof AiMessageChunk chunk) {
      return chunk.text();
    }
    return null;
  }
}
