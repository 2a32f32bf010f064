package dev.runnel;

import dev.runnel.annotations.RunType;
import java.util.Optional;

/**
 * A runnel of your own: implement {@link #open} and {@link #whole}, and all the rest stands on
 * them.
 *
 * <pre>{@code
 * record Words() implements CustomRunnel<String, String, String> {
 *   @Override
 *   public ChunkStream<String> open(String text, RunContext run) {
 *     return ChunkStream.of(text.split("(?<= )"));
 *   }
 *
 *   @Override
 *   public Whole<String, String> whole() {
 *     return Whole.text();
 *   }
 * }
 * }</pre>
 *
 * <p>It keeps no state of a run: many threads may open it at the same time. What is made of it by
 * {@link #withConfig}, {@link #withRetry} and the like is a {@link Runnel}; an interface that
 * extends this one may override those to keep its own type, as the models and retrievers do.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface CustomRunnel<I, C, O> extends Runnel<I, C, O> {
  /**
   * Opens the chunks of one run. Called by the engine; {@link #stream(Object)} makes a run of it.
   *
   * <p>The stream's {@link ChunkStream#close} must end a wait of another thread in {@link
   * ChunkStream#next}.
   *
   * @param input the input
   * @param run the run: already this runnel's own
   * @return the chunks
   */
  ChunkStream<C> open(I input, RunContext run);

  /**
   * Returns how the chunks become the whole.
   *
   * @return the rule
   */
  Whole<C, O> whole();

  /**
   * Returns the name of its runs in events, unless the configuration gives another one.
   *
   * @return the name
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Returns the kind of work.
   *
   * @return the type
   */
  default RunType type() {
    return RunType.CHAIN;
  }

  /**
   * Returns the configuration of its runs.
   *
   * @return the configuration; {@link #withConfig} lays another one over it
   */
  default RunConfig config() {
    return RunConfig.DEFAULT;
  }

  @Override
  default Graph graph() {
    return Graph.step(config().name().orElseGet(this::name), type());
  }

  @Override
  default Optional<RunnelSchemas> schemas() {
    return Optional.empty();
  }

  @Override
  default CustomRunnel<I, C, O> implementation() {
    return this;
  }
}
