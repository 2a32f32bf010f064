package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;

/**
 * A function from a stream to a stream, as a runnel: what comes in chunk by chunk can go out chunk
 * by chunk. Immutable and thread-safe, as far as the function is.
 *
 * <pre>{@code
 * StreamRunnel<String, String, String> firstTwo =
 *     RunnableTransform.of("firstTwo", Whole.text(), chunks -> chunks.limit(2));
 * }</pre>
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 * @param <O> the whole
 */
public final class RunnableTransform<T, C, O> implements CustomStreamRunnel<T, C, O> {
  private final String name;
  private final Whole<C, O> whole;
  private final CustomStreamRunnel<T, C, Object> step;

  private RunnableTransform(String name, Whole<C, O> whole, CustomStreamRunnel<T, C, Object> step) {
    this.name = name;
    this.whole = whole;
    this.step = step;
  }

  /**
   * Makes a runnel of a function.
   *
   * @param name the name of its runs
   * @param whole how the chunks become the whole
   * @param body the function; both streams are closed by the run
   * @param <T> the chunks that it reads
   * @param <C> the chunks that it gives
   * @param <O> the whole
   * @return the runnel
   */
  public static <T, C, O> RunnableTransform<T, C, O> of(
      String name,
      Whole<C, O> whole,
      RunnableLambda.Body<ChunkStream<T>, ? extends ChunkStream<? extends C>> body) {
    return new RunnableTransform<>(
        name,
        whole,
        StepRunnel.ofStream(name, RunType.CHAIN, (chunks, run) -> run.chunks(body.apply(chunks))));
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return step.openStream(chunks, run);
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public String name() {
    return name;
  }
}
