package dev.runnel;

import dev.runnel.engine.Runs;
import dev.runnel.engine.wrap.Compositions;
import java.util.List;

/**
 * A runnel that can also read a stream: what comes in chunk by chunk goes out chunk by chunk.
 *
 * @param <T> the chunks that it reads; a single input is a stream of one chunk
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface StreamRunnel<T, C, O> extends Runnel<T, C, O> {
  /**
   * Opens the chunks of one run that reads a stream. For implementations and the engine; users call
   * {@link #transform}.
   *
   * @param chunks what it reads; the result closes it when it is closed or has ended
   * @param run the run
   * @return the chunks; opened without blocking where that is possible
   */
  ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run);

  @Override
  default ChunkStream<C> open(T input, RunContext run) {
    return openStream(ChunkStream.of(input), run);
  }

  /**
   * Reads a stream and gives a stream, lazily.
   *
   * @param chunks what it reads; closed with the result
   * @return the chunks
   */
  default ChunkStream<C> transform(ChunkStream<T> chunks) {
    return transform(chunks, RunConfig.DEFAULT);
  }

  /**
   * Reads a stream and gives a stream, lazily.
   *
   * @param chunks what it reads; closed with the result
   * @param config the run's name, tags and the like
   * @return the chunks
   */
  default ChunkStream<C> transform(ChunkStream<T> chunks, RunConfig config) {
    return Runs.transform(this, chunks, config);
  }

  @Override
  default StreamRunnel<T, C, O> withConfig(RunConfig config) {
    return Compositions.configured(this, config);
  }

  @Override
  default StreamRunnel<T, C, O> withRetry(RetryPolicy policy) {
    return Compositions.retrying(this, policy);
  }

  /**
   * Lets another runnel read the stream when this one fails, as long as no chunk has reached a
   * reader that does not collect. What was read is kept for that long.
   *
   * @param fallback what is tried after this one; its chunks are added up by this one's rule
   * @return a runnel that runs this one
   */
  default StreamRunnel<T, C, O> withFallbacks(StreamRunnel<? super T, ? extends C, ?> fallback) {
    return Compositions.streamsWithFallbacks(this, List.of(fallback));
  }

  @Override
  default StreamRunnel<T, C, O> withTimeout(TimeoutPolicy policy) {
    return Compositions.limited(this, policy);
  }
}
