package dev.runnel.springai;

import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.ai.vectorstore.VectorStoreRetriever;

/**
 * Makes Spring AI's vector stores retrievers of Runnel.
 *
 * <pre>{@code
 * Retriever retriever = SpringAiRetriever.of(vectorStore);
 * }</pre>
 *
 * <p>{@link SpringAiDocumentRetriever} does it for document retrievers. Text, metadata, score and
 * id are kept. Thread-safe, as far as what it adapts is.
 */
public final class SpringAiRetriever implements Retriever {
  private final String name;
  private final Function<String, List<org.springframework.ai.document.Document>> search;

  SpringAiRetriever(
      String name, Function<String, List<org.springframework.ai.document.Document>> search) {
    this.name = name;
    this.search = search;
  }

  /**
   * Adapts a vector store, or what else searches for similar documents.
   *
   * @param store the store
   * @return the retriever, which bears the name of the store's class
   */
  public static SpringAiRetriever of(VectorStoreRetriever store) {
    Objects.requireNonNull(store, "The Spring AI vector store is null.");
    return new SpringAiRetriever(nameOf(store, "VectorStore"), store::similaritySearch);
  }

  static String nameOf(Object adapted, String ifUnnamed) {
    Class<?> type = adapted.getClass();
    return type.isHidden() || type.isAnonymousClass() ? ifUnnamed : type.getSimpleName();
  }

  /**
   * Names the retriever's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public SpringAiRetriever named(String name) {
    return new SpringAiRetriever(Objects.requireNonNull(name, "The name is null."), search);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Document> retrieve(String query) {
    return search.apply(query).stream().map(SpringAiRetriever::document).toList();
  }

  private static Document document(org.springframework.ai.document.Document document) {
    return new Document(
        document.getId(),
        Objects.requireNonNullElse(document.getText(), ""),
        document.getMetadata(),
        document.getScore());
  }
}
