package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs several runnels over one input at the same time. Each chunk is a map with one entry: the
 * branch's key, and its chunk, as it comes. The whole is the map of all wholes, in the order of the
 * branches. Immutable and thread-safe.
 *
 * <pre>{@code
 * Runnel<String, Map<String, Object>, Map<String, Object>> inputs =
 *     RunnableParallel.<String>of("context", retriever)
 *         .and("question", RunnablePassthrough.of());
 * }</pre>
 *
 * <p>When a branch fails, the others are cancelled and the run fails with that failure.
 *
 * @param <I> the input
 */
public final class RunnableParallel<I>
    implements CustomRunnel<I, Map<String, Object>, Map<String, Object>> {
  private final Map<String, Runnel<? super I, ?, ?>> branches;

  private RunnableParallel(Map<String, Runnel<? super I, ?, ?>> branches) {
    this.branches = Collections.unmodifiableMap(branches);
  }

  /**
   * Makes a runnel of a first branch.
   *
   * @param key the branch's key
   * @param branch the branch
   * @param <I> the input
   * @return the runnel
   */
  public static <I> RunnableParallel<I> of(String key, Runnel<? super I, ?, ?> branch) {
    return new RunnableParallel<I>(Map.of()).and(key, branch);
  }

  /**
   * Adds a branch.
   *
   * @param key the branch's key
   * @param branch the branch
   * @return a copy
   * @throws IllegalArgumentException if there is a branch with that key
   */
  public RunnableParallel<I> and(String key, Runnel<? super I, ?, ?> branch) {
    if (branches.containsKey(key)) {
      throw new IllegalArgumentException(
          "A parallel runnel has a branch '" + key + "' already. Choose another key.");
    }
    Map<String, Runnel<? super I, ?, ?>> all = new LinkedHashMap<>(branches);
    all.put(key, branch);
    return new RunnableParallel<>(all);
  }

  /**
   * Runs two branches and joins their wholes.
   *
   * <pre>{@code
   * record Both(String joke, String poem) {}
   * Runnel<String, Map<String, Object>, Both> both =
   *     RunnableParallel.both("joke", joke, "poem", poem, Both::new);
   * }</pre>
   *
   * @param firstKey the first branch's key
   * @param first the first branch
   * @param secondKey the second branch's key
   * @param second the second branch
   * @param join makes the whole
   * @param <I> the input
   * @param <A> the first branch's whole
   * @param <B> the second branch's whole
   * @param <R> the whole
   * @return the runnel
   */
  @SuppressWarnings("unchecked")
  public static <I, A, B, R> Runnel<I, Map<String, Object>, R> both(
      String firstKey,
      Runnel<? super I, ?, ? extends A> first,
      String secondKey,
      Runnel<? super I, ?, ? extends B> second,
      BiFunction<? super A, ? super B, ? extends R> join) {
    // Each entry is the whole of its branch, whose type is known here.
    return RunnableParallel.<I>of(firstKey, first)
        .and(secondKey, second)
        .as(all -> join.apply((A) all.get(firstKey), (B) all.get(secondKey)));
  }

  /**
   * Makes another whole of the map of all wholes.
   *
   * @param join makes the whole
   * @param <R> the whole
   * @return the runnel
   */
  public <R> Runnel<I, Map<String, Object>, R> as(
      Function<? super Map<String, Object>, ? extends R> join) {
    return new Joined<>(this, whole().map(join));
  }

  /**
   * Returns the branches.
   *
   * @return the branches by their keys, in their order, unmodifiable
   */
  public Map<String, Runnel<? super I, ?, ?>> branches() {
    return branches;
  }

  @Override
  public ChunkStream<Map<String, Object>> open(I input, RunContext run) {
    return new ParallelPipeline<>(name(), run, input, branches);
  }

  @Override
  public Whole<Map<String, Object>, Map<String, Object>> whole() {
    Map<String, Whole<?, ?>> wholes = new LinkedHashMap<>();
    branches.forEach((key, branch) -> wholes.put(key, branch.implementation().whole()));
    return new MapWhole(wholes);
  }

  @Override
  public Graph graph() {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    branches.forEach((key, branch) -> graphs.put(key, branch.graph()));
    return Graph.parallel(graphs);
  }

  @Override
  public String name() {
    return "RunnableParallel<" + String.join(",", branches.keySet()) + ">";
  }

  private record Joined<I, R>(RunnableParallel<I> parallel, Whole<Map<String, Object>, R> whole)
      implements CustomRunnel<I, Map<String, Object>, R> {
    @Override
    public ChunkStream<Map<String, Object>> open(I input, RunContext run) {
      return parallel.open(input, run);
    }

    @Override
    public Graph graph() {
      return parallel.graph();
    }

    @Override
    public String name() {
      return parallel.name();
    }
  }
}
