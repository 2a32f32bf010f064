package dev.runnel.spring;

import dev.runnel.model.Retriever;
import dev.runnel.springai.SpringAiDocumentRetriever;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;

/** Makes components of what Spring AI retrieves for its advisors. */
final class SpringAiRagAdapter {
  private SpringAiRagAdapter() {}

  static Retriever ofDocumentRetriever(DocumentRetriever retriever) {
    return SpringAiDocumentRetriever.of(retriever);
  }
}
