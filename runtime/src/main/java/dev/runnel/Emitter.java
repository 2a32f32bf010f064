package dev.runnel;

/**
 * Takes the chunks that a step emits, one by one, and hands each on at once.
 *
 * <p>{@link #emit} returns when the reader has taken the chunk, or has room for it. It blocks while
 * a slow reader on another thread has no room.
 *
 * <p>An emitter belongs to one call of one step: it is used by one thread at a time, and not after
 * that call has returned. A late {@code emit} throws {@link StreamClosedException} if the run has
 * ended. While the run goes on, it is a fault of the step that is not looked for: the chunk may
 * come out of order, or be lost.
 *
 * @param <R> the chunks
 */
@FunctionalInterface
public interface Emitter<R> {
  /**
   * Hands one chunk on.
   *
   * @param chunk the chunk; an empty one is handed on as well
   * @throws StreamClosedException if nobody reads any more, or if a later step failed. Each later
   *     call throws it again. Let it pass: what happened is known already, and neither catching it
   *     nor emitting again changes the outcome.
   * @throws NullChunkException if the chunk is null
   */
  void emit(R chunk);
}
