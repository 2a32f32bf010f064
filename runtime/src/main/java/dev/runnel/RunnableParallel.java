package dev.runnel;

import dev.runnel.engine.MapWhole;
import dev.runnel.engine.ParallelPipeline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
    implements Runnel<I, Map<String, Object>, Map<String, Object>> {
  private final Map<String, Runnel<? super I, ?, ?>> branches;

  private RunnableParallel(Map<String, Runnel<? super I, ?, ?>> branches) {
    this.branches = Collections.unmodifiableMap(branches);
  }

  /**
   * Makes one of a first branch.
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

  @Override
  public ChunkStream<Map<String, Object>> open(I input, RunContext run) {
    return new ParallelPipeline<>(name(), run, input, branches);
  }

  @Override
  public Whole<Map<String, Object>, Map<String, Object>> whole() {
    Map<String, Whole<?, ?>> wholes = new LinkedHashMap<>();
    branches.forEach((key, branch) -> wholes.put(key, branch.whole()));
    return new MapWhole(wholes);
  }

  @Override
  public String name() {
    return "RunnableParallel<" + String.join(",", branches.keySet()) + ">";
  }
}
