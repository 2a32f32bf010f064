package dev.runnel;

/**
 * A runnel of your own that can also read a stream: implement {@link #openStream} and {@link
 * #whole}.
 *
 * @param <T> the chunks that it reads; a single input is a stream of one chunk
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface CustomStreamRunnel<T, C, O> extends CustomRunnel<T, C, O>, StreamRunnel<T, C, O> {
  /**
   * Opens the chunks of one run that reads a stream. Called by the engine; {@link #transform} makes
   * a run of it.
   *
   * @param chunks what it reads; the result closes it when it is closed or has ended
   * @param run the run: already this runnel's own
   * @return the chunks; opened without blocking where that is possible
   */
  ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run);

  @Override
  default ChunkStream<C> open(T input, RunContext run) {
    return openStream(ChunkStream.of(input), run);
  }

  @Override
  default CustomStreamRunnel<T, C, O> implementation() {
    return this;
  }
}
