package dev.runnel.json.internal;

import tools.jackson.databind.JsonNode;

/**
 * Listens to what happens in a JSON text, as it happens.
 *
 * <p>The buffers belong to the parser and hold the value only during the call; that of an open
 * string may be looked at until the string is done.
 */
public interface JsonEvents {
  /** Says that an object opened. */
  void objectOpened();

  /** Says that an array opened. */
  void arrayOpened();

  /**
   * Says that a key is complete; it shows with the first sign of its value.
   *
   * @param name the key
   */
  void key(TextBuffer name);

  /**
   * Says that a string opened, that is no key. It grows until {@link #string}.
   *
   * @param text what it has so far
   */
  void stringOpened(TextBuffer text);

  /**
   * Says that a string is complete.
   *
   * @param text the string
   */
  void string(TextBuffer text);

  /**
   * Says that a number opened. It grows until {@link #number}.
   *
   * @param number what it has so far
   */
  void numberOpened(NumberScanner number);

  /**
   * Says that a number is complete.
   *
   * @param number the number
   */
  void number(NumberScanner number);

  /**
   * Says that there was {@code true}, {@code false} or {@code null}.
   *
   * @param value the literal
   */
  void literal(JsonNode value);

  /** Says that the innermost open object closed. */
  void objectClosed();

  /** Says that the innermost open array closed. */
  void arrayClosed();
}
