package dev.runnel.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that says how events show it: what flows through a chain and has a shape of its own in
 * events, such as a model's message. Other values are written as Jackson writes them.
 *
 * <p>A method here returns what is written in place of the value: text, numbers, maps, collections,
 * JSON nodes, or anything that can be a payload itself. It is called by the thread that reads the
 * event; it must have no effects, and if it throws, the value is shown by its text.
 *
 * <pre>{@code
 * record Point(int x, int y) implements EventPayload {
 *   @Override
 *   public Object toEventPayload(boolean streamed) {
 *     return List.of(x, y);
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface EventPayload {
  /**
   * Writes any value as events show it: one that says how it is shown as it says, another as
   * Jackson writes it. What cannot be written becomes its text, marked. Never fails.
   *
   * @param value the value
   * @return its JSON
   */
  static JsonNode toJson(@Nullable Object value) {
    return PayloadJson.of(value);
  }

  /**
   * Returns the value as it is shown by itself.
   *
   * @param streamed whether it is the sum of chunks that a run has streamed
   * @return what is written in its place
   */
  Object toEventPayload(boolean streamed);

  /**
   * Returns the value as the input of a model's run below another one.
   *
   * @param streamed whether the run streams
   * @return what is written in its place
   */
  default Object toModelInput(boolean streamed) {
    return toEventPayload(streamed);
  }

  /**
   * Returns the value as the output of a model's run below another one, in the shape of {@link
   * EventSchema#V1} and of the run log.
   *
   * @param streamed whether the run streams
   * @return what is written in its place
   */
  default Object toModelOutput(boolean streamed) {
    return toEventPayload(streamed);
  }

  /**
   * Returns the text that a model's chunk adds to what it says; the run log lists it.
   *
   * @return the text; may be empty
   */
  default String toEventText() {
    return toString();
  }
}
