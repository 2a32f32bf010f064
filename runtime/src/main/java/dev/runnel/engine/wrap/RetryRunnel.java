package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.Attempting;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Runs;
import dev.runnel.engine.run.Run;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs another runnel again when it fails; each attempt is a run below this one. */
public class RetryRunnel<I, C, O> implements Runnel<I, C, O>, Attempting {
  private final Runnel<I, C, O> runnel;
  private final RetryPolicy policy;

  public RetryRunnel(Runnel<I, C, O> runnel, RetryPolicy policy) {
    this.runnel = runnel;
    this.policy = policy;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return attempts(run, null, number -> Runs.child(runnel, input, run, tags(number)));
  }

  public final ChunkStream<C> attempts(
      RunContext run, @Nullable Recording<?> recording, IntFunction<Pipeline<C>> opening) {
    return new AttemptStream<>(
        new Attempts<>(opening, new Attempts.Retry(policy), (Run) run, recording));
  }

  public final List<String> tags(int number) {
    return number == 1 ? List.of() : List.of("retry:attempt:" + number);
  }

  @Override
  public Whole<C, O> whole() {
    return runnel.whole();
  }

  @Override
  public String name() {
    return runnel.config().name().orElseGet(runnel::name);
  }

  @Override
  public Graph graph() {
    return runnel.graph().repeated(GuardLabels.again(policy.attempts()));
  }

  @Override
  public String toString() {
    return runnel + " with retries";
  }

  /** Runs a runnel that reads a stream again; what it has read is kept for that long. */
  public static final class OfStream<T, C, O> extends RetryRunnel<T, C, O>
      implements StreamRunnel<T, C, O> {
    private final StreamRunnel<T, C, O> runnel;

    OfStream(StreamRunnel<T, C, O> runnel, RetryPolicy policy) {
      super(runnel, policy);
      this.runnel = runnel;
    }

    @Override
    public ChunkStream<C> open(T input, RunContext run) {
      return super.open(input, run);
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      Recording<T> recording = new Recording<>(chunks);
      return attempts(
          run, recording, number -> Runs.child(runnel, recording.replay(), run, tags(number)));
    }
  }
}
