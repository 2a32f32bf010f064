package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds what an object or array has so far. It only grows, so that views of it stay as they are.
 *
 * <p>The value that is still open is not in it; a view adds it as its <em>tail</em>.
 */
abstract sealed class ContainerBuffer permits ArrayBuffer, ObjectBuffer {
  /** Adds a complete value. */
  abstract void add(JsonNode value);

  /**
   * Makes a node of what is there now.
   *
   * @param tail the open child, if it is a container or a number
   * @param text the open child, if it is a string
   */
  abstract JsonNode view(@Nullable JsonNode tail, @Nullable OpenString text);

  /** Makes the node of the complete container. */
  abstract JsonNode close();
}
