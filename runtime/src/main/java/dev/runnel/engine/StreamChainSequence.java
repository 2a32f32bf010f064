package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamSequence;
import dev.runnel.Whole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated chains that read a stream; a single input is a stream of one chunk.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the chunks read
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class StreamChainSequence<T, C, O> extends ChainSequence<T, C, O>
    implements StreamSequence<T, C, O>, CustomStreamRunnel<T, C, O> {
  private final StreamOpening<T, C> opening;

  /** Makes a chain of its steps, of the rule for its whole, and of what opens its runs. */
  protected StreamChainSequence(Plan plan, Whole<C, O> whole, StreamOpening<T, C> opening) {
    super(plan, whole, single(opening));
    this.opening = opening;
  }

  /** Makes a chain that is one component. */
  protected StreamChainSequence(
      Plan plan,
      Whole<C, O> whole,
      StreamOpening<T, C> opening,
      Supplier<? extends @Nullable Runnel<?, ?, ?>> component) {
    super(plan, whole, single(opening), component);
    this.opening = opening;
  }

  private static <T, C> Opening<T, C> single(StreamOpening<T, C> opening) {
    return (input, run) -> opening.open(ChunkStream.of(input), input, run);
  }

  @Override
  public final Pipeline<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return opening.open(chunks, null, run);
  }

  /**
   * Makes the pipeline of a run.
   *
   * @param <T> the chunks read
   * @param <C> the chunks
   */
  @FunctionalInterface
  public interface StreamOpening<T, C> {
    /** Makes a pipeline that has not started, of a stream and its only chunk if that is known. */
    Pipeline<C> open(ChunkStream<T> chunks, @Nullable T only, RunContext run);
  }
}
