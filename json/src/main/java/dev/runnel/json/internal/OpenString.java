package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A string as it was at one moment of its growth; it becomes a node when somebody looks.
 *
 * <p>Immutable; may be read by any thread while the string goes on growing.
 */
final class OpenString {
  /** Up to this length a top-level string is copied at once rather than when somebody looks. */
  private static final int SHORT = 256;

  private final char[] chars;
  private final int length;
  private final TextBuffer owner;
  private final int generation;
  private @Nullable StringNode node;

  OpenString(char[] chars, int length, TextBuffer owner, int generation) {
    this.chars = chars;
    this.length = length;
    this.owner = owner;
    this.generation = generation;
  }

  /** The value as Jackson's node; made once, save for a race that makes equal ones. */
  StringNode node() {
    StringNode made = node;
    if (made == null) {
      made = new StringNode(new String(chars, 0, length));
      node = made;
    }
    return made;
  }

  /** The value as a node that takes no time to make. */
  JsonNode lazyNode() {
    return length <= SHORT ? node() : new GrowingString(this);
  }

  boolean sameAs(OpenString other) {
    if (length != other.length) {
      return false;
    }
    if (owner == other.owner && generation == other.generation) {
      return true;
    }
    for (int i = 0; i < length; i++) {
      if (chars[i] != other.chars[i]) {
        return false;
      }
    }
    return true;
  }

  boolean sameAs(String other) {
    return other.length() == length && other.contentEquals(node().stringValue());
  }
}
