package dev.runnel.springai;

import java.util.Objects;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;

/**
 * Makes Spring AI's document retrievers retrievers of Runnel. It stands alone, since not every
 * application with a vector store has Spring AI's module of document retrievers.
 *
 * <pre>{@code
 * Retriever retriever = SpringAiDocumentRetriever.of(documentRetriever);
 * }</pre>
 */
public final class SpringAiDocumentRetriever {
  private SpringAiDocumentRetriever() {}

  /**
   * Adapts a document retriever.
   *
   * @param retriever the document retriever
   * @return the retriever, which bears the name of the document retriever's class
   */
  public static SpringAiRetriever of(DocumentRetriever retriever) {
    Objects.requireNonNull(retriever, "The Spring AI document retriever is null.");
    return new SpringAiRetriever(
        SpringAiRetriever.nameOf(retriever, "DocumentRetriever"),
        query -> retriever.retrieve(new Query(query)));
  }
}
