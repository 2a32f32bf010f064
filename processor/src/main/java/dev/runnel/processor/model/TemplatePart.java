package dev.runnel.processor.model;

import java.util.List;

/** A piece of a prompt's template. */
public sealed interface TemplatePart {
  /**
   * Text as it stands, with doubled braces already single.
   *
   * @param text the text, not empty
   */
  record Text(String text) implements TemplatePart {}

  /**
   * A place where a value goes.
   *
   * @param parameter the method's parameter
   * @param accessors the calls on it, such as {@code name()} or {@code getName()}; none for the
   *     parameter itself
   */
  record Placeholder(String parameter, List<String> accessors) implements TemplatePart {
    /** Copies the list. */
    public Placeholder {
      accessors = List.copyOf(accessors);
    }
  }
}
