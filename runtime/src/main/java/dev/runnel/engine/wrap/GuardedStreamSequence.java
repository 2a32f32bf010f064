package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.RunnelPipeline;

/**
 * A chain that reads a stream, with limits, retries or fallbacks. Immutable.
 *
 * @param <T> the chunks read
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class GuardedStreamSequence<T, C, O> extends RunnableSequence<T, C, O>
    implements StreamRunnel<T, C, O> {
  private final RunnableSequence<T, C, O> chain;
  private final StreamRunnel<T, C, O> guarded;

  public GuardedStreamSequence(RunnableSequence<T, C, O> chain, StreamRunnel<T, C, O> guarded) {
    super(GuardedSequence.plan(chain, guarded), guarded.whole());
    this.chain = chain;
    this.guarded = guarded;
  }

  @Override
  public GuardedStreamSequence<T, C, O> withTimeout(TimeoutPolicy policy) {
    return new GuardedStreamSequence<>(chain, guarded.withTimeout(policy));
  }

  @Override
  public GuardedStreamSequence<T, C, O> withRetry(RetryPolicy policy) {
    return new GuardedStreamSequence<>(chain, guarded.withRetry(policy));
  }

  @Override
  public GuardedStreamSequence<T, C, O> withFallbacks(
      StreamRunnel<? super T, ? extends C, ?> fallback) {
    return new GuardedStreamSequence<>(chain, guarded.withFallbacks(fallback));
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
