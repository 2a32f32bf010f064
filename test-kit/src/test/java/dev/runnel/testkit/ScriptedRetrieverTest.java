package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.model.Document;
import dev.runnel.shared.Background;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedRetrieverTest {
  @Test
  void itFindsItsDocuments() throws Exception {
    ScriptedRetriever retriever = ScriptedRetriever.of("harrison worked at kensho");

    assertThat(retriever.invoke("where?"))
        .containsExactly(Document.of("harrison worked at kensho"));
    assertThat(retriever.retrieve("who?")).hasSize(1);
    assertThat(retriever.queries()).containsExactly("where?", "who?");
    assertThat(retriever.runs())
        .extracting(ScriptedRun::state)
        .containsOnly(ScriptedRun.State.COMPLETED);
    assertThat(ScriptedRetriever.empty().invoke("x")).isEmpty();
  }

  @Test
  void theFirstConditionThatFitsDecides() {
    IllegalStateException down = new IllegalStateException("down");
    ScriptedRetriever retriever =
        ScriptedRetriever.builder()
            .name("docs")
            .when(query -> query.startsWith("a"), Document.of("A"))
            .failWhen(query -> query.startsWith("b"), down)
            .build();

    assertThat(retriever.invoke("ab")).containsExactly(Document.of("A"));
    assertThatThrownBy(() -> retriever.invoke("b")).isSameAs(down);
    assertThatThrownBy(() -> retriever.invoke("c"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("docs", "c");
    assertThat(retriever.runs())
        .extracting(ScriptedRun::state)
        .containsExactly(
            ScriptedRun.State.COMPLETED, ScriptedRun.State.FAILED, ScriptedRun.State.FAILED);
  }

  @Test
  void aGateHoldsItBackUntilTheStreamIsClosed() throws Exception {
    Gate gate = new Gate();
    ScriptedRetriever retriever =
        ScriptedRetriever.builder().gatedBy(gate).otherwise(Document.of("a")).build();
    ChunkStream<List<Document>> stream = retriever.stream("x");
    Background<List<Document>> reader = Background.run(stream::next);
    gate.awaitWaiting();

    stream.close();

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(retriever.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    gate.open();
    assertThat(retriever.invoke("y")).containsExactly(Document.of("a"));
  }
}
