package dev.runnel;

import dev.runnel.engine.call.Engine;

/**
 * A runnel of your own, made of a {@link Transformer}, such as a parser: a chain pushes chunks
 * through it, with no stream between.
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface TransformerRunnel<T, C, O> extends CustomStreamRunnel<T, C, O> {
  /**
   * Makes the transformer of one run.
   *
   * @return a new transformer
   */
  Transformer<T, C> newTransformer();

  @Override
  default ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return Engine.transformed(chunks, newTransformer(), name());
  }
}
