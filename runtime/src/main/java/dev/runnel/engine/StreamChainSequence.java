package dev.runnel.engine;

import dev.runnel.CustomStreamRunnel;
import dev.runnel.Runnel;
import dev.runnel.StreamSequence;
import dev.runnel.Whole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated chains that can also read a stream.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public abstract class StreamChainSequence<T, C, O> extends ChainSequence<T, C, O>
    implements StreamSequence<T, C, O>, CustomStreamRunnel<T, C, O> {
  /**
   * Makes a chain.
   *
   * @param plan the chain's steps
   * @param whole how the chunks become the whole
   * @param opening makes the pipeline of a run that reads one chunk
   */
  protected StreamChainSequence(Plan plan, Whole<C, O> whole, Opening<T, C> opening) {
    super(plan, whole, opening);
  }

  /**
   * Makes a chain that is one component.
   *
   * @param plan the chain's step
   * @param whole how the chunks become the whole
   * @param opening makes the pipeline of a run that reads one chunk
   * @param component gives the component
   */
  protected StreamChainSequence(
      Plan plan,
      Whole<C, O> whole,
      Opening<T, C> opening,
      Supplier<? extends @Nullable Runnel<?, ?, ?>> component) {
    super(plan, whole, opening, component);
  }
}
