package dev.runnel.langchain4j;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes any of LangChain4j's content retrievers a retriever of Runnel.
 *
 * <pre>{@code
 * Retriever retriever = LangChain4jRetriever.of(EmbeddingStoreContentRetriever.from(store));
 * }</pre>
 *
 * <p>Text, metadata, score and id are kept. Thread-safe, as far as the content retriever is.
 */
public final class LangChain4jRetriever implements Retriever {
  private final String name;
  private final ContentRetriever retriever;

  private LangChain4jRetriever(String name, ContentRetriever retriever) {
    this.name = name;
    this.retriever = retriever;
  }

  /**
   * Adapts a content retriever.
   *
   * @param retriever the content retriever
   * @return the retriever, which bears the name of the content retriever's class
   */
  public static LangChain4jRetriever of(ContentRetriever retriever) {
    Objects.requireNonNull(retriever, "The LangChain4j content retriever is null.");
    Class<?> type = retriever.getClass();
    return new LangChain4jRetriever(
        type.isHidden() || type.isAnonymousClass() ? "ContentRetriever" : type.getSimpleName(),
        retriever);
  }

  /**
   * Names the retriever's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public LangChain4jRetriever named(String name) {
    return new LangChain4jRetriever(Objects.requireNonNull(name, "The name is null."), retriever);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Document> retrieve(String query) {
    return retriever.retrieve(Query.from(query)).stream()
        .map(LangChain4jRetriever::document)
        .toList();
  }

  private static Document document(Content content) {
    Map<ContentMetadata, Object> about = content.metadata();
    Object score =
        about.getOrDefault(ContentMetadata.RERANKED_SCORE, about.get(ContentMetadata.SCORE));
    Object id = about.get(ContentMetadata.EMBEDDING_ID);
    return new Document(
        id == null ? null : id.toString(),
        content.textSegment().text(),
        content.textSegment().metadata().toMap(),
        number(score));
  }

  private static @Nullable Double number(@Nullable Object score) {
    return score instanceof Number number ? number.doubleValue() : null;
  }
}
