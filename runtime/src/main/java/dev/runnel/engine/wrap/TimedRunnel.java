package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.run.Run;

/** Limits how long each run of another runnel may take; the two are one run. */
public class TimedRunnel<I, C, O> implements Runnel<I, C, O> {
  private final Runnel<I, C, O> runnel;
  public final TimeoutPolicy policy;

  public TimedRunnel(Runnel<I, C, O> runnel, TimeoutPolicy policy) {
    this.runnel = runnel;
    this.policy = policy;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return new TimeoutStream<>(() -> runnel.open(input, run), policy, (Run) run);
  }

  @Override
  public Whole<C, O> whole() {
    return runnel.whole();
  }

  @Override
  public String name() {
    return runnel.name();
  }

  @Override
  public Graph graph() {
    return runnel.graph().reading(limits(policy));
  }

  @Override
  public RunType type() {
    return runnel.type();
  }

  @Override
  public RunConfig config() {
    return runnel.config();
  }

  @Override
  public String toString() {
    return runnel + " with limits";
  }

  /** Says, for graphs, how long something may take. */
  public static String limits(TimeoutPolicy policy) {
    return GuardLabels.limits(policy.total(), policy.firstChunk(), policy.betweenChunks());
  }

  /** Limits a runnel that reads a stream. */
  public static final class OfStream<T, C, O> extends TimedRunnel<T, C, O>
      implements StreamRunnel<T, C, O> {
    private final StreamRunnel<T, C, O> runnel;

    OfStream(StreamRunnel<T, C, O> runnel, TimeoutPolicy policy) {
      super(runnel, policy);
      this.runnel = runnel;
    }

    @Override
    public ChunkStream<C> open(T input, RunContext run) {
      return super.open(input, run);
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      TimeoutStream<C> limited =
          new TimeoutStream<>(() -> runnel.openStream(chunks, run), policy, (Run) run);
      limited.owns(chunks);
      return limited;
    }
  }
}
