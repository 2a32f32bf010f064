package dev.runnel.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a view makes of the states of one document. */
@FunctionalInterface
interface Projection<T> {
  /**
   * Takes the next state.
   *
   * @param state the best value now; it may equal the one before
   * @return what is handed on; null for nothing
   */
  @Nullable T next(JsonNode state);

  /**
   * Takes the state at the end of the text.
   *
   * @param state the best value, if anything has happened
   * @return what is handed on; null for nothing
   */
  default @Nullable T last(@Nullable JsonNode state) {
    return state == null ? null : next(state);
  }
}
