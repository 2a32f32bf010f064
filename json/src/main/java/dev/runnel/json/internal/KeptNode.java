package dev.runnel.json.internal;

import java.io.Serial;
import java.io.Serializable;
import tools.jackson.databind.JsonNode;

/**
 * A value that survives Java serialisation as it is: every digit of its numbers, and however deep.
 *
 * @param node the value
 */
public record KeptNode(JsonNode node) implements Serializable {
  /**
   * Keeps a value.
   *
   * @param node the value; a string of it that still grows is copied
   * @return the value, kept
   */
  public static KeptNode of(JsonNode node) {
    return new KeptNode(GrowingString.plain(node));
  }

  @Serial
  private Object writeReplace() {
    return new SerialForm(DeepWriter.toString(node), true);
  }
}
