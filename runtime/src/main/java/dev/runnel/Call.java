package dev.runnel;

import java.util.function.Supplier;

/**
 * A runnel with its input, not yet running; what a routing step returns.
 *
 * <p>The chain runs it as a child and streams its chunks:
 *
 * <pre>{@code
 * @Step
 * Call<String, String> route(Topic topic, @Input String question) {
 *   return switch (topic) {
 *     case MATH -> math().call(question);
 *     case OTHER -> general().call(question);
 *   };
 * }
 * }</pre>
 *
 * <p>Immutable; each opening is a run of its own.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class Call<C, O> {
  private final Supplier<ChunkStream<C>> opening;
  private final Whole<C, O> whole;

  private Call(Supplier<ChunkStream<C>> opening, Whole<C, O> whole) {
    this.opening = opening;
    this.whole = whole;
  }

  static <I, C, O> Call<C, O> of(Runnel<I, C, O> runnel, I input) {
    return new Call<>(() -> runnel.stream(input), runnel.implementation().whole());
  }

  /**
   * Streams the call as a run below the current one.
   *
   * @return the chunks
   */
  public ChunkStream<C> stream() {
    return opening.get();
  }

  /**
   * Returns how the chunks become the whole.
   *
   * @return the rule
   */
  public Whole<C, O> whole() {
    return whole;
  }
}
