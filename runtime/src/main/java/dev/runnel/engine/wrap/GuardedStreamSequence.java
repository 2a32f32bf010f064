package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.engine.RunnelPipeline;
import dev.runnel.engine.StreamChainSequence;

/**
 * A chain that reads a stream, with limits, retries or fallbacks. Immutable.
 *
 * @param <T> the chunks read
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class GuardedStreamSequence<T, C, O> extends StreamChainSequence<T, C, O> {
  private final CustomStreamRunnel<T, C, O> guarded;

  public GuardedStreamSequence(RunnableSequence<T, C, O> chain, StreamRunnel<T, C, O> guarded) {
    this(chain.implementation(), guarded.implementation());
  }

  private GuardedStreamSequence(CustomRunnel<T, C, O> chain, CustomStreamRunnel<T, C, O> guarded) {
    super(
        GuardedSequence.plan(chain, guarded),
        guarded.whole(),
        (input, run) ->
            new RunnelPipeline<>(
                chain.name(), guarded.type(), run, input, own -> guarded.open(input, own)));
    this.guarded = guarded;
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
