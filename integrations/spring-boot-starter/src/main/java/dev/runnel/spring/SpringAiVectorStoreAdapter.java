package dev.runnel.spring;

import dev.runnel.model.Retriever;
import dev.runnel.springai.SpringAiRetriever;
import org.springframework.ai.vectorstore.VectorStore;

/** Makes components of Spring AI's vector stores. */
final class SpringAiVectorStoreAdapter {
  private SpringAiVectorStoreAdapter() {}

  static Retriever ofVectorStore(VectorStore store) {
    return SpringAiRetriever.of(store);
  }
}
