package dev.runnel.model;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of a placeholder into the text of a prompt: the one place where that is decided,
 * for templates and generated code.
 *
 * <ul>
 *   <li>text: itself
 *   <li>a message, a chunk of a message, a document: its text
 *   <li>a collection or array of messages or documents: their texts, joined by a blank line
 *   <li>an empty collection or array: the empty text
 *   <li>another collection or array: {@code [a, b]}, and a map {@code {k=a, l=b}}, each value as it
 *       reads by itself
 *   <li>an {@code Optional}: its value, or the empty text
 *   <li>anything else: its {@code toString()}, unless the class has none
 * </ul>
 */
public final class PromptText {
  private final String placeholder;

  private PromptText(String placeholder) {
    this.placeholder = placeholder;
  }

  /**
   * Gives the text of a value.
   *
   * @param placeholder what stands between the braces, for error messages
   * @param value the value
   * @return the text
   * @throws IllegalArgumentException if the value is null or media, or its class has no {@code
   *     toString()}
   */
  public static String of(String placeholder, @Nullable Object value) {
    return value instanceof String text
        ? text
        : new PromptText(placeholder).alone(given(placeholder, value));
  }

  /**
   * Returns a value that a placeholder names or reads a part of, unless it is null.
   *
   * @param placeholder the path to the value, as it stands between the braces
   * @param value the value
   * @param <T> its type
   * @return the value
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T given(String placeholder, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "Placeholder {"
              + placeholder
              + "} of a prompt: the value is null. Give the empty text, or an empty Optional, if"
              + " there is nothing to say.");
    }
    return value;
  }

  /** Writes what a placeholder stands for. */
  private String alone(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(this::alone).orElse("");
    }
    @Nullable Collection<?> all = elements(value);
    if (all == null) {
      return text(value);
    }
    if (!all.isEmpty() && all.stream().allMatch(each -> ownText(each) != null)) {
      StringJoiner texts = new StringJoiner("\n\n");
      all.forEach(each -> texts.add(ownText(each)));
      return texts.toString();
    }
    return all.isEmpty() ? "" : text(value);
  }

  /** Writes a value that may stand inside of another one. */
  private String text(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    @Nullable String own = ownText(value);
    if (own != null) {
      return own;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return text(entry.getKey()) + "=" + text(entry.getValue());
    }
    @Nullable Collection<?> all = elements(value);
    return all == null ? single(value) : list(value, all);
  }

  private String single(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(this::text).orElse("");
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? String.valueOf(optional.getAsInt()) : "";
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? String.valueOf(optional.getAsLong()) : "";
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? String.valueOf(optional.getAsDouble()) : "";
    }
    return value instanceof char[] text ? new String(text) : unlessAddress(value);
  }

  /** Writes a list in brackets; one that needs no more than its own text, as that says. */
  private String list(Object value, Collection<?> all) {
    StringJoiner texts = new StringJoiner(", ", "[", "]");
    boolean plain = value instanceof Collection<?>;
    for (Object each : all) {
      String text = each == value ? "(this Collection)" : text(each);
      texts.add(text);
      plain = plain && text.equals(String.valueOf(each));
    }
    return plain ? value.toString() : texts.toString();
  }

  private String map(Map<?, ?> map) {
    StringJoiner texts = new StringJoiner(", ", "{", "}");
    boolean plain = true;
    for (Map.Entry<?, ?> each : map.entrySet()) {
      String key = each.getKey() == map ? "(this Map)" : text(each.getKey());
      String value = each.getValue() == map ? "(this Map)" : text(each.getValue());
      texts.add(key + "=" + value);
      plain =
          plain
              && key.equals(String.valueOf(each.getKey()))
              && value.equals(String.valueOf(each.getValue()));
    }
    return plain ? map.toString() : texts.toString();
  }

  /** Rejects media, and what {@link Object#toString} says: it is nothing to tell a model. */
  private String unlessAddress(Object value) {
    if (value instanceof Media) {
      throw new IllegalArgumentException(
          "Placeholder {"
              + placeholder
              + "} of a prompt: media are no text. Leave the placeholder out; they come after the"
              + " text.");
    }
    @Nullable String text = value.toString();
    String name = value.getClass().getName();
    if (text == null
        || (text.startsWith(name + "@")
            && text.equals(name + "@" + Integer.toHexString(value.hashCode())))) {
      throw new IllegalArgumentException(
          "Placeholder {"
              + placeholder
              + "} of a prompt: a value of type "
              + name
              + " has no text of its own. Give its class a toString(), or give a text, a list or a"
              + " map in its place.");
    }
    return text;
  }

  /** Returns the elements of a collection or an array; null for anything else. */
  private static @Nullable Collection<?> elements(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection;
    }
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (!value.getClass().isArray() || value instanceof char[]) {
      return null;
    }
    Object[] boxed = new Object[Array.getLength(value)];
    Arrays.setAll(boxed, index -> Array.get(value, index));
    return Arrays.asList(boxed);
  }

  /** Returns what is said by that which also has other parts; null for anything else. */
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
