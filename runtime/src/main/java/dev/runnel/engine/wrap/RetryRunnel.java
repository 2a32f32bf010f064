package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunContext;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.Pipeline;
import java.time.Duration;
import java.util.List;

/**
 * Runs another runnel again when it fails. Each attempt is a run below this one's, and has that
 * runnel's configuration.
 */
public final class RetryRunnel<I, C, O> extends AttemptingRunnel<I, C, O>
    implements AttemptStream.Attempts<I, C> {
  private final RetryPolicy policy;
  private final String name;

  public RetryRunnel(CustomRunnel<I, C, O> runnel, RetryPolicy policy) {
    super(runnel);
    this.policy = policy;
    this.name = runnel.config().name().orElseGet(runnel::name);
  }

  @Override
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return new AttemptStream<>(source, run, this);
  }

  @Override
  public Pipeline<C> attempt(int number, Source<I> read, RunContext run) {
    List<String> tags = number == 1 ? List.of() : List.of("retry:attempt:" + number);
    return read.child(runnel(), run, tags);
  }

  @Override
  public boolean another(int number, Throwable failure) {
    return number < policy.attempts() && policy.retries(failure) && policy.waitsFor(failure);
  }

  @Override
  public Duration delay(int number, Throwable failure, RunClock clock) {
    return policy.delayAfter(number, failure, clock.random());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Graph graph() {
    return runnel().graph().repeated(GuardLabels.again(policy.attempts()));
  }

  @Override
  public String toString() {
    return runnel() + " with retries";
  }
}
