package dev.runnel;

/**
 * A chunk that says how chunks of its type add up, so that {@link Whole#sum} needs no rule; such as
 * the chunks of a model's answer.
 *
 * <p>The accumulator comes from an instance, since what reads a stream knows its chunks, but not
 * always their type. It is asked of the first chunk of each stream.
 *
 * @param <C> the chunks: the type itself
 * @param <W> the whole
 */
public interface Additive<C, W> {
  /**
   * Makes an empty accumulator for chunks of this type. It does not hold this chunk yet.
   *
   * @return the accumulator
   */
  Accumulator<C, W> accumulator();

  /**
   * Tells whether the chunk carries nothing, so that the whole is the same without it. It is handed
   * on as any other, but a reader that has seen no more than such chunks may be given those of
   * another attempt.
   *
   * @return whether it does; false unless the type says so
   */
  default boolean isEmpty() {
    return false;
  }
}
