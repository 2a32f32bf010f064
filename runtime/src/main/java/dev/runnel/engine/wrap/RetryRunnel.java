package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.annotations.internal.GuardLabels;
import java.util.List;

/**
 * Runs another runnel again when it fails. Each attempt is a run below this one's, and has that
 * runnel's configuration.
 */
public final class RetryRunnel<I, C, O> extends AttemptingRunnel<I, C, O> {
  private final RetryPolicy policy;
  private final String name;

  public RetryRunnel(CustomRunnel<I, C, O> runnel, RetryPolicy policy) {
    super(runnel);
    this.policy = policy;
    this.name = runnel.config().name().orElseGet(runnel::name);
  }

  @Override
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return Attempts.stream(
        source,
        run,
        new Attempts.Retry(policy),
        (number, read) -> read.child(runnel(), run, tags(number)));
  }

  private static List<String> tags(int number) {
    return number == 1 ? List.of() : List.of("retry:attempt:" + number);
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
