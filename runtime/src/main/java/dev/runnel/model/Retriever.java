package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
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
public interface Retriever extends Runnel<String, List<Document>, List<Document>> {
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
}
