package dev.runnel;

import dev.runnel.engine.call.Engine;
import dev.runnel.event.RunListener;
import java.util.List;

/**
 * A runnel that can also read a stream: what comes in chunk by chunk goes out chunk by chunk. To
 * write one, implement {@link CustomStreamRunnel} or {@link TransformerRunnel}.
 *
 * @param <T> the chunks that it reads; a single input is a stream of one chunk
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface StreamRunnel<T, C, O> extends Runnel<T, C, O> {
  @Override
  CustomStreamRunnel<T, C, O> implementation();

  /**
   * Reads a stream and gives a stream, lazily.
   *
   * @param chunks what it reads; closed with the result
   * @return the chunks
   */
  default ChunkStream<C> transform(ChunkStream<T> chunks) {
    return Engine.transform(implementation(), chunks);
  }

  @Override
  default StreamRunnel<T, C, O> withConfig(RunConfig config) {
    return Engine.configured(implementation(), config);
  }

  @Override
  default StreamRunnel<T, C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default StreamRunnel<T, C, O> withRetry(RetryPolicy policy) {
    return Engine.retrying(implementation(), policy);
  }

  /**
   * Lets another runnel read the stream when this one fails, unless the run is committed. What was
   * read is kept for that long.
   *
   * @param fallback what is tried after this one; a {@link StreamRunnel}, unless only single inputs
   *     are read
   * @return a runnel that runs this one
   */
  @Override
  default StreamRunnel<T, C, O> withFallbacks(Runnel<? super T, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  /**
   * Lets other runnels read the stream when this one fails, unless the run is committed. What was
   * read is kept for that long.
   *
   * @param fallbacks what is tried after this one, in this order; each a {@link StreamRunnel},
   *     unless only single inputs are read
   * @return a runnel that runs this one
   */
  @Override
  default StreamRunnel<T, C, O> withFallbacks(
      List<? extends Runnel<? super T, ? extends C, ?>> fallbacks) {
    return Engine.withFallbacks(implementation(), fallbacks);
  }

  @Override
  default StreamRunnel<T, C, O> withTimeout(TimeoutPolicy policy) {
    return Engine.limited(implementation(), policy);
  }
}
