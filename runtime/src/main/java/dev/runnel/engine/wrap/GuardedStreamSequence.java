package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.RunnelPipeline;

/**
 * Is a chain that reads a stream, with limits, retries or fallbacks. Immutable.
 *
 * @param <T> the chunks read
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class GuardedStreamSequence<T, C, O> extends RunnableSequence<T, C, O>
    implements StreamRunnel<T, C, O> {
  private final StreamRunnel<T, C, O> guarded;

  public GuardedStreamSequence(RunnableSequence<T, C, O> chain, StreamRunnel<T, C, O> guarded) {
    super(GuardedSequence.plan(chain, guarded), guarded.whole());
    this.guarded = guarded;
  }

  @Override
  public Pipeline<C> open(T input, RunContext run) {
    return new RunnelPipeline<>(name(), type(), run, input, own -> guarded.open(input, own));
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return guarded.openStream(chunks, run);
  }

  @Override
  public Graph graph() {
    return guarded.graph();
  }

  @Override
  public String toString() {
    return guarded.toString();
  }
}
