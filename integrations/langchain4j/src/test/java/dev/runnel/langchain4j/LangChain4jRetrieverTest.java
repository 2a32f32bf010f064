package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LangChain4jRetrieverTest {
  @Test
  void textMetadataScoreAndIdAreKept() {
    ContentRetriever source =
        query ->
            List.of(
                Content.from(
                    TextSegment.from("about " + query.text(), Metadata.from("source", "a.txt")),
                    Map.of(ContentMetadata.SCORE, 0.5, ContentMetadata.EMBEDDING_ID, "id-1")),
                Content.from("plain"));

    assertThat(LangChain4jRetriever.of(source).invoke("parrots"))
        .containsExactly(
            new Document("id-1", "about parrots", Map.of("source", "a.txt"), 0.5),
            Document.of("plain"));
  }

  @Test
  void aRerankedScoreCountsMore() {
    ContentRetriever source =
        query ->
            List.of(
                Content.from(
                    TextSegment.from("a"),
                    Map.of(ContentMetadata.SCORE, 0.5, ContentMetadata.RERANKED_SCORE, 0.9)));

    assertThat(LangChain4jRetriever.of(source).invoke("x").get(0).score()).isEqualTo(0.9);
  }

  @Test
  void itBearsTheNameOfTheRetriever() {
    final class Lucene implements ContentRetriever {
      @Override
      public List<Content> retrieve(Query query) {
        return List.of();
      }
    }

    Retriever retriever = LangChain4jRetriever.of(new Lucene());

    assertThat(retriever.name()).isEqualTo("Lucene");
    assertThat(LangChain4jRetriever.of(new Lucene()).named("docs").name()).isEqualTo("docs");
    assertThat(LangChain4jRetriever.of(query -> List.of()).name()).isEqualTo("ContentRetriever");
    assertThat(retriever.invoke("x")).isEmpty();
  }

  @Test
  void anErrorComesAsItIs() {
    IllegalStateException down = new IllegalStateException("down");
    ContentRetriever source =
        query -> {
          throw down;
        };

    assertThatThrownBy(() -> LangChain4jRetriever.of(source).invoke("x")).isSameAs(down);
  }
}
