package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.LambdaPipeline;
import java.util.List;
import java.util.Map;

/**
 * A runnel that gives what it reads: the branch of a {@link RunnableParallel} that keeps the input.
 * Immutable and thread-safe.
 *
 * @param <T> what it reads and gives
 */
public final class RunnablePassthrough<T> implements CustomRunnel<T, T, T> {
  private RunnablePassthrough() {}

  /**
   * Makes one.
   *
   * @param <T> what it reads and gives
   * @return the runnel
   */
  public static <T> RunnablePassthrough<T> of() {
    return new RunnablePassthrough<>();
  }

  /**
   * Adds an entry to maps: what a runnel gives for the whole map. The other entries flow on as they
   * come.
   *
   * <pre>{@code
   * RunnablePassthrough.assign("context", pickQuestion.then(retriever)).and("now", clock)
   * }</pre>
   *
   * @param key the entry's key; one that the map has is replaced
   * @param runnel gives the entry's value
   * @return the runnel
   */
  public static RunnableAssign assign(
      String key, Runnel<? super Map<String, Object>, ?, ?> runnel) {
    return RunnableAssign.of(key, runnel);
  }

  /**
   * Takes one entry of maps whose values are text.
   *
   * @param key the entry's key
   * @return the runnel; text streams through it
   */
  public static RunnablePick<String, String> pickText(String key) {
    return RunnablePick.of(key, String.class, Whole.text());
  }

  /**
   * Takes one entry of maps.
   *
   * @param key the entry's key
   * @param type what its values are
   * @param <V> their type
   * @return the runnel; each value replaces the one before
   */
  public static <V> RunnablePick<V, V> pick(String key, Class<V> type) {
    return RunnablePick.of(key, type, Whole.last());
  }

  /**
   * Takes some entries of maps.
   *
   * @param keys the entries' keys
   * @return the runnel; a map that has none of them is dropped
   */
  public static StreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> pick(
      String... keys) {
    return RunnablePick.of(List.of(keys));
  }

  @Override
  public ChunkStream<T> open(T input, RunContext run) {
    return new LambdaPipeline<T>(name(), run, input, () -> input);
  }

  @Override
  public Whole<T, T> whole() {
    return Whole.last();
  }
}
