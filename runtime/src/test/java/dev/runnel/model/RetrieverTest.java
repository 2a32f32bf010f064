package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.RunType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetrieverTest {
  @Test
  void itGivesAllDocumentsAsOneChunk() {
    Retriever retriever = query -> List.of(Document.of(query), Document.of("b"));

    assertThat(retriever.invoke("a")).containsExactly(Document.of("a"), Document.of("b"));
    try (ChunkStream<List<Document>> chunks = retriever.stream("a")) {
      assertThat(chunks.toList()).containsExactly(List.of(Document.of("a"), Document.of("b")));
    }
    assertThat(retriever.type()).isEqualTo(RunType.RETRIEVER);
    assertThat(retriever.name()).isEqualTo("Retriever");
  }

  @Test
  void itSearchesWhenTheChunkIsAskedFor() {
    AtomicInteger searches = new AtomicInteger();
    Retriever retriever =
        query -> {
          searches.incrementAndGet();
          return List.of();
        };

    try (ChunkStream<List<Document>> chunks = retriever.stream("a")) {
      assertThat(searches).hasValue(0);
      assertThat(chunks.next()).isEmpty();
      assertThat(searches).hasValue(1);
    }
    retriever.stream("a").close();
    assertThat(searches).hasValue(1);
  }

  @Test
  void aCheckedExceptionComesInAStepException() {
    IOException broken = new IOException("index broken");
    Retriever retriever =
        query -> {
          throw broken;
        };

    assertThatThrownBy(() -> retriever.invoke("a"))
        .isInstanceOf(StepException.class)
        .hasCause(broken);
  }

  @Test
  void anUncheckedExceptionComesAsItIs() {
    IllegalStateException closed = new IllegalStateException("index closed");
    Retriever retriever =
        query -> {
          throw closed;
        };

    assertThatThrownBy(() -> retriever.invoke("a")).isSameAs(closed);
  }

  @Test
  void nullIsNoAnswer() {
    Retriever retriever = query -> null;

    assertThatThrownBy(() -> retriever.invoke("a"))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContaining("Retriever");
  }

  @Test
  void closingTheStreamInterruptsTheSearch() throws Exception {
    CountDownLatch searching = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Retriever retriever =
        query -> {
          searching.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return List.of();
        };
    ChunkStream<List<Document>> stream = retriever.stream("a");
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<List<Document>> waiting = background.submit(stream::next);
      searching.await();

      stream.close();

      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StreamClosedException.class);
      assertThat(background.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
    } finally {
      background.shutdownNow();
    }
  }
}
