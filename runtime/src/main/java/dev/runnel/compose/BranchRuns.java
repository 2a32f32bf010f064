package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.engine.Pipelines;
import java.util.List;

/** Runs a {@link RunnableBranch}: its conditions, then the branch that one of them chose. */
public final class BranchRuns {
  private BranchRuns() {}

  /**
   * Opens the branch that an input takes.
   *
   * @param cases the conditions and what runs where they hold
   * @param otherwise what runs where none does
   * @param input the input
   * @param run the run of the whole
   * @param <I> the input
   * @param <C> the chunks
   * @return the chunks of the branch, a run below
   */
  public static <I, C> ChunkStream<C> open(
      List<RunnableBranch.Case<I, C>> cases,
      Runnel<? super I, ? extends C, ?> otherwise,
      I input,
      RunContext run) {
    int number = 0;
    for (RunnableBranch.Case<I, C> one : cases) {
      number++;
      RunnableLambda<I, Boolean> condition = RunnableLambda.of(one.condition()::test);
      if (Pipelines.childWhole(condition, input, run, List.of("condition:" + number))) {
        return narrowed(
            Pipelines.child(
                one.runnel().implementation(), input, run, List.of("branch:" + number)));
      }
    }
    return narrowed(
        Pipelines.child(otherwise.implementation(), input, run, List.of("branch:default")));
  }

  /** A stream only gives, so a stream of a subtype is as good. */
  @SuppressWarnings("unchecked")
  private static <C> ChunkStream<C> narrowed(ChunkStream<? extends C> chunks) {
    return (ChunkStream<C>) chunks;
  }
}
