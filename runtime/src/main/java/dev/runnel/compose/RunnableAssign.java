package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds entries to maps. Immutable and thread-safe.
 *
 * <pre>{@code
 * RunnableAssign.of("context", RunnablePick.ofText("question").then(retriever)).and("now", clock)
 * }</pre>
 *
 * <p>The entries that a map has flow on as they come. When all of them are there, the assigned ones
 * are made at the same time, and stream as those of a {@link RunnableParallel}, which is a run
 * below this one's.
 */
public final class RunnableAssign
    implements CustomStreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> {
  private final RunnableParallel<Map<String, Object>> assigned;

  private RunnableAssign(RunnableParallel<Map<String, Object>> assigned) {
    this.assigned = assigned;
  }

  /**
   * Adds an entry: what a runnel gives for the whole map. The other entries flow on as they come.
   *
   * @param key the entry's key; one that the map has is replaced
   * @param runnel gives the entry's value
   * @return the runnel
   */
  public static RunnableAssign of(String key, Runnel<? super Map<String, Object>, ?, ?> runnel) {
    return new RunnableAssign(RunnableParallel.<Map<String, Object>>of(key, runnel));
  }

  /**
   * Adds another entry, which does not see those that are added with it.
   *
   * @param key the entry's key; one that the map has is replaced
   * @param runnel gives the entry's value
   * @return a copy
   */
  public RunnableAssign and(String key, Runnel<? super Map<String, Object>, ?, ?> runnel) {
    return new RunnableAssign(assigned.and(key, runnel));
  }

  @Override
  public ChunkStream<Map<String, Object>> openStream(
      ChunkStream<Map<String, Object>> chunks, RunContext run) {
    return new AssignPipeline(name(), run, chunks, assigned);
  }

  @Override
  public Whole<Map<String, Object>, Map<String, Object>> whole() {
    Map<String, Whole<?, ?>> wholes = new LinkedHashMap<>();
    assigned.branches().forEach((key, branch) -> wholes.put(key, branch.implementation().whole()));
    return new MapWhole(wholes, true);
  }

  @Override
  public Graph graph() {
    return assigned.graph().withInput();
  }

  @Override
  public String name() {
    return "RunnableAssign<" + String.join(",", assigned.branches().keySet()) + ">";
  }

  /**
   * Returns what makes the entries.
   *
   * @return the runnel below
   */
  public RunnableParallel<Map<String, Object>> assigned() {
    return assigned;
  }
}
