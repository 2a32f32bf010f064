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

  /** The place of the schema of what the model is to answer with that reads the prompt. */
  record Schema() implements TemplatePart {}

  /**
   * A place where a value goes.
   *
   * @param path its names, as they stand between the dots; the first one is the method's parameter
   * @param accessors the calls that read the others, such as {@code name()} or {@code getName()}
   */
  record Placeholder(List<String> path, List<String> accessors) implements TemplatePart {
    /** Copies the lists. */
    public Placeholder {
      path = List.copyOf(path);
      accessors = List.copyOf(accessors);
    }
  }
}
