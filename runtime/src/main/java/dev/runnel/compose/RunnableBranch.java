package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.Whole;
import dev.runnel.engine.Pipelines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses, for each input, one of several runnels, and streams what that one gives. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Runnel<String, String, String> answer =
 *     RunnableBranch.<String, String, String>when(q -> q.contains("+"), math)
 *         .when(q -> q.isBlank(), help)
 *         .otherwise(general);
 * }</pre>
 *
 * <p>The conditions are asked in their order, each as a run below the branch's, until one holds.
 * The chunks, whichever runnel gives them, are added up by the rule of the last one.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class RunnableBranch<I, C, O> implements CustomRunnel<I, C, O> {
  private final List<Case<I, C>> cases;
  private final Runnel<? super I, ? extends C, ?> otherwise;
  private final Whole<C, O> whole;

  private RunnableBranch(
      List<Case<I, C>> cases, Runnel<? super I, ? extends C, ?> otherwise, Whole<C, O> whole) {
    this.cases = List.copyOf(cases);
    this.otherwise = otherwise;
    this.whole = whole;
  }

  /**
   * Starts with what runs if a condition holds.
   *
   * @param condition the condition; runnels that it calls become children of its run
   * @param runnel what runs
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the cases so far
   */
  public static <I, C, O> Cases<I, C, O> when(
      Condition<? super I> condition, Runnel<? super I, ? extends C, ? extends O> runnel) {
    return new Cases<>(List.of(new Case<>(condition, runnel)));
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    int number = 0;
    for (Case<I, C> one : cases) {
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

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public Graph graph() {
    Map<String, Graph> branches = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      branches.put("condition " + (i + 1), cases.get(i).runnel().graph());
    }
    branches.put("otherwise", otherwise.graph());
    return Graph.choice(branches);
  }

  @Override
  public String name() {
    return "RunnableBranch";
  }

  /**
   * Returns what can run, in the order of the conditions; the last one has none.
   *
   * @return the runnels
   */
  public List<Runnel<?, ?, ?>> runnels() {
    List<Runnel<?, ?, ?>> all = new ArrayList<>();
    cases.forEach(one -> all.add(one.runnel()));
    all.add(otherwise);
    return List.copyOf(all);
  }

  /**
   * A condition on the input, which may throw.
   *
   * @param <I> the input
   */
  @FunctionalInterface
  public interface Condition<I> {
    /**
     * Looks at the input.
     *
     * @param input the input
     * @return whether it takes the branch
     * @throws Exception what the run fails with; a checked one in a {@link StepException}
     */
    boolean test(I input) throws Exception;
  }

  /**
   * A condition, and what runs if it holds.
   *
   * @param condition the condition
   * @param runnel what runs if it holds
   * @param <I> the input
   * @param <C> the chunks
   */
  public record Case<I, C>(
      Condition<? super I> condition, Runnel<? super I, ? extends C, ?> runnel) {}

  /**
   * The cases so far, until {@link #otherwise} makes the runnel. Immutable.
   *
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   */
  public static final class Cases<I, C, O> {
    private final List<Case<I, C>> cases;

    private Cases(List<Case<I, C>> cases) {
      this.cases = cases;
    }

    /**
     * Adds what runs if none of the conditions before holds, but this one does.
     *
     * @param condition the condition
     * @param runnel what runs
     * @return the cases so far
     */
    public Cases<I, C, O> when(
        Condition<? super I> condition, Runnel<? super I, ? extends C, ? extends O> runnel) {
      List<Case<I, C>> all = new ArrayList<>(cases);
      all.add(new Case<>(condition, runnel));
      return new Cases<>(all);
    }

    /**
     * Adds what runs if no condition holds.
     *
     * @param runnel what runs; its rule adds up the chunks of all
     * @return the branch
     */
    public RunnableBranch<I, C, O> otherwise(Runnel<? super I, C, O> runnel) {
      return new RunnableBranch<>(cases, runnel, runnel.implementation().whole());
    }
  }
}
