package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunListener;
import java.util.List;

/**
 * Finds documents for a query. It cannot stream: it gives all of them as one chunk.
 *
 * <pre>{@code
 * Retriever retriever = query -> index.search(query, 3);
 * List<Document> found = retriever.invoke("where did harrison work?");
 * }</pre>
 *
 * <p>Implementations are safe to use by many threads at the same time.
 */
@FunctionalInterface
public interface Retriever extends CustomRunnel<String, List<Document>, List<Document>> {
  /**
   * Finds documents. For implementations; users call {@link #invoke}, which makes it a run.
   *
   * @param query what to look for
   * @return the documents, the best first; empty if there are none
   * @throws Exception if the search fails; a checked one reaches the caller in a {@link
   *     dev.runnel.StepException}
   */
  List<Document> retrieve(String query) throws Exception;

  @Override
  default ChunkStream<List<Document>> open(String input, RunContext run) {
    return OneChunk.stream(name(), () -> retrieve(input));
  }

  @Override
  default Whole<List<Document>, List<Document>> whole() {
    return Whole.last();
  }

  @Override
  default String name() {
    return Names.of(this, "Retriever");
  }

  @Override
  default RunType type() {
    return RunType.RETRIEVER;
  }

  @Override
  default Retriever withConfig(RunConfig config) {
    return new RetrieverOver(CustomRunnel.super.withConfig(config));
  }

  @Override
  default Retriever withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default Retriever withRetry(RetryPolicy policy) {
    return new RetrieverOver(CustomRunnel.super.withRetry(policy));
  }

  @Override
  default Retriever withFallbacks(Runnel<? super String, ? extends List<Document>, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default Retriever withFallbacks(
      List<? extends Runnel<? super String, ? extends List<Document>, ?>> fallbacks) {
    return new RetrieverOver(CustomRunnel.super.withFallbacks(fallbacks));
  }

  @Override
  default Retriever withTimeout(TimeoutPolicy policy) {
    return new RetrieverOver(CustomRunnel.super.withTimeout(policy));
  }
}
