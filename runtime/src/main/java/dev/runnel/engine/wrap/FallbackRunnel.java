package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs another runnel, and when it fails the next one. Each is a run below this one's, and has its
 * own configuration.
 */
public final class FallbackRunnel<I, C, O> extends AttemptingRunnel<I, C, O>
    implements AttemptStream.Attempts<I, C> {
  private final List<CustomRunnel<I, C, ?>> all;

  @SuppressWarnings("unchecked") // what reads more than I and streams less than C is as good
  public FallbackRunnel(
      CustomRunnel<I, C, O> first, List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    super(first);
    List<CustomRunnel<I, C, ?>> inOrder = new ArrayList<>();
    inOrder.add(first);
    fallbacks.forEach(fallback -> inOrder.add((CustomRunnel<I, C, ?>) fallback.implementation()));
    this.all = List.copyOf(inOrder);
  }

  @Override
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return new AttemptStream<>(source, run, this);
  }

  @Override
  public Pipeline<C> attempt(int number, Source<I> read, RunContext run) {
    return read.child(all.get(number - 1), run, List.of());
  }

  @Override
  public boolean another(int number, Throwable failure) {
    return number < all.size() && RetryPolicy.DEFAULT.retries(failure);
  }

  @Override
  public boolean firstFailureCounts() {
    return true;
  }

  @Override
  public String name() {
    return "RunnableWithFallbacks";
  }

  @Override
  public Graph graph() {
    Map<String, Graph> branches = new LinkedHashMap<>();
    branches.put(GuardLabels.FIRST, all.get(0).graph());
    for (int i = 1; i < all.size(); i++) {
      branches.put(GuardLabels.fallback(i), all.get(i).graph());
    }
    return Graph.choice(branches);
  }

  @Override
  public String toString() {
    return "the first of " + all + " that does not fail";
  }
}
