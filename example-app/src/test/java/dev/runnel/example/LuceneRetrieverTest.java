package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuceneRetrieverTest {
  private final LuceneRetriever retriever =
      LuceneRetriever.of(List.of("Parrots talk.", "A bear sleeps in winter.", "Bears eat."), 2);

  @Test
  void findsTheBestFirst() {
    assertThat(texts("Which bears sleep?"))
        .containsExactly("A bear sleeps in winter.", "Bears eat.");
    assertThat(texts("talking")).containsExactly("Parrots talk.");
  }

  @Test
  void findsNothingForWordsThatAreNotThereOrSayNothing() {
    assertThat(texts("whale")).isEmpty();
    assertThat(texts("the")).isEmpty();
    assertThat(texts("")).isEmpty();
  }

  @Test
  void takesAnyPunctuationForText() {
    assertThat(texts("talk* AND (\"bear\" ~ [to} \\ ^!")).contains("Parrots talk.");
  }

  @Test
  void givesAtMostTheLimitWithIdsAndScores() {
    List<Document> found = retriever.invoke("bear parrot");
    assertThat(found)
        .hasSize(2)
        .allSatisfy(
            document -> {
              assertThat(document.id()).isNotNull();
              assertThat(document.score()).isPositive();
            });
  }

  private List<String> texts(String query) {
    return retriever.invoke(query).stream().map(Document::text).toList();
  }
}
