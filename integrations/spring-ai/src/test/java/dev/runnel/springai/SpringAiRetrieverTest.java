package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStoreRetriever;

class SpringAiRetrieverTest {
  private static org.springframework.ai.document.Document found(String text) {
    return org.springframework.ai.document.Document.builder()
        .id("d-1")
        .text(text)
        .metadata(Map.of("page", 3))
        .score(0.5)
        .build();
  }

  @Test
  void keepsTextMetadataScoreAndIdOfAStoresDocuments() {
    VectorStoreRetriever store =
        new VectorStoreRetriever() {
          @Override
          public List<org.springframework.ai.document.Document> similaritySearch(
              SearchRequest request) {
            return List.of(found("of " + request.getQuery()));
          }
        };

    assertThat(SpringAiRetriever.of(store).invoke("parrots"))
        .containsExactly(new Document("d-1", "of parrots", Map.of("page", 3), 0.5));
    assertThat(SpringAiRetriever.of(store).name()).isEqualTo("VectorStore");
    assertThat(SpringAiRetriever.of(store).named("birds").name()).isEqualTo("birds");
  }

  @Test
  void adaptsDocumentRetrievers() {
    assertThat(
            SpringAiDocumentRetriever.of(query -> List.of(found("of " + query.text())))
                .invoke("parrots"))
        .extracting(Document::text)
        .containsExactly("of parrots");
  }
}
