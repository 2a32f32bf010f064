package dev.runnel;

/**
 * Turns chunks into chunks and may keep state between them: the fastest form of a streaming step.
 *
 * <p>A step method that returns a transformer is called anew for each run, so the state of one run
 * is never seen by another. The methods are called by one thread at a time and may emit any number
 * of chunks.
 *
 * <pre>{@code
 * @StreamingStep
 * Transformer<String, String> lines() {
 *   StringBuilder line = new StringBuilder();
 *   return (chunk, out) -> { ... };
 * }
 * }</pre>
 *
 * @param <T> the chunks that it reads
 * @param <R> the chunks that it gives
 */
@FunctionalInterface
public interface Transformer<T, R> {
  /**
   * Reads one chunk.
   *
   * @param chunk the chunk
   * @param out takes what it gives
   * @throws Exception if the chunk cannot be read; the run fails with it
   */
  void onChunk(T chunk, Emitter<R> out) throws Exception;

  /**
   * Says that no chunk follows; not called after a failure or a cancellation.
   *
   * @param out takes what is left to give
   * @throws Exception if the stream must not end here; the run fails with it
   */
  default void onComplete(Emitter<R> out) throws Exception {}
}
