package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunTimeoutException;
import dev.runnel.StreamClosedException;
import dev.runnel.StreamRunnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.json.JsonStreamException;
import dev.runnel.shared.Eventually;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LatestOnlyTest {
  private static final LatestOnly<JsonNode, JsonNode> LATEST =
      JsonOutputParser.snapshots().latestOnly();

  /** Gives chunks, and tells when each of them has been asked for. */
  private static final class Source implements Iterator<String>, AutoCloseable {
    private final Iterator<String> chunks;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Source(String... chunks) {
      this.chunks = List.of(chunks).iterator();
    }

    @Override
    public boolean hasNext() {
      if (!chunks.hasNext()) {
        drained.countDown();
      }
      return chunks.hasNext();
    }

    @Override
    public String next() {
      return chunks.next();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** Opens the bare stream: around it a run may take a chunk to know that there is one. */
  private static ChunkStream<JsonNode> open(Source source) {
    return LATEST.openStream(ChunkStream.from(source), RunContext.current());
  }

  @Test
  void skipsWhatASlowReaderDidNotSee() throws Exception {
    Source source = new Source("[1", ",2", ",3", ",4]");
    try (ChunkStream<JsonNode> latest = open(source)) {
      assertThat(latest.hasNext()).isTrue();
      source.drained.await();

      assertThat(latest.next()).hasToString("[1,2,3,4]");
      assertThat(latest.hasNext()).isFalse();
    }
  }

  @Test
  void endsWithTheLastChunkWhoeverIsFaster() {
    for (int i = 0; i < 500; i++) {
      List<JsonNode> chunks = LATEST.transform(ChunkStream.of("[1", ",2", ",3", "]")).toList();
      assertThat(chunks).isNotEmpty().hasSizeLessThan(4);
      assertThat(chunks.get(chunks.size() - 1)).hasToString("[1,2,3]");
    }
    assertThat(LATEST.invoke("{\"a\":1}")).hasToString("{\"a\":1}");
    assertThat(LATEST.invoke("null").isNull()).isTrue();
  }

  @Test
  void failsAfterTheChunkThatWasThere() throws Exception {
    Source source = new Source("{\"a\":1", ",");
    try (ChunkStream<JsonNode> latest = open(source)) {
      assertThat(latest.hasNext()).isTrue();
      source.drained.await();

      assertThat(latest.next()).hasToString("{\"a\":1}");
      assertThatThrownBy(latest::hasNext).isInstanceOf(JsonStreamException.class);
    }
  }

  @Test
  void closesItsSourceAndWakesItsReader() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Iterator<String> never =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            waiting.countDown();
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return false;
          }

          @Override
          public String next() {
            throw new IllegalStateException("There is none.");
          }
        };
    Source text = new Source();
    ChunkStream<JsonNode> latest = LATEST.transform(ChunkStream.from(text));
    latest.close();
    assertThat(text.closed.getCount()).isZero();

    ChunkStream<JsonNode> blocked = LATEST.transform(ChunkStream.from(never));
    CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(blocked::hasNext);
    waiting.await();
    blocked.close();
    closed.countDown();
    assertThatThrownBy(reader::join).hasCauseInstanceOf(StreamClosedException.class);
  }

  /** Blocks after its first chunk until it is interrupted, whatever is closed. */
  private static final class Hanging implements Iterator<String> {
    final CountDownLatch waiting = new CountDownLatch(1);
    private boolean given;

    @Override
    public boolean hasNext() {
      if (!given) {
        return true;
      }
      waiting.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("Interrupted.");
    }

    @Override
    public String next() {
      given = true;
      return "[1";
    }
  }

  private static void readTo(CountDownLatch waiting, ChunkStream<JsonNode> latest)
      throws InterruptedException {
    assertThat(latest.hasNext()).isTrue();
    waiting.await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "throw", "limit", "bare"})
  void leavesNoThreadInASourceThatDoesNotMindItsClosing(String end) throws Exception {
    AtomicInteger working = new AtomicInteger();
    ExecutorService threads = Executors.newCachedThreadPool();
    RunConfig config =
        RunConfig.DEFAULT.withExecutor(
            task -> {
              working.incrementAndGet();
              threads.execute(
                  () -> {
                    task.run();
                    working.decrementAndGet();
                  });
            });
    Hanging source = new Hanging();
    StreamRunnel<String, JsonNode, JsonNode> heard = LATEST.withConfig(config);
    switch (end) {
      case "close" -> {
        ChunkStream<JsonNode> latest = heard.transform(ChunkStream.from(source));
        readTo(source.waiting, latest);
        latest.close();
      }
      case "throw" ->
          assertThatThrownBy(
                  () ->
                      heard
                          .transform(ChunkStream.from(source))
                          .forEach(
                              chunk -> {
                                throw new IllegalArgumentException("mine");
                              }))
              .hasMessage("mine");
      case "limit" ->
          assertThatThrownBy(
                  () ->
                      LATEST
                          .withConfig(config.withTimeout(Duration.ofMillis(20)))
                          .transform(ChunkStream.from(source))
                          .toList())
              .isInstanceOf(RunTimeoutException.class);
      default -> {
        RunContext run =
            RunnableLambda.<String, RunContext>of(text -> RunContext.current())
                .withConfig(config)
                .invoke("x");
        ChunkStream<JsonNode> latest = LATEST.openStream(ChunkStream.from(source), run);
        assertThatThrownBy(latest::hasNext).isInstanceOf(StreamClosedException.class);
        latest.close();
      }
    }
    Eventually.isZero(working::get);
    threads.shutdown();
  }

  @Test
  void saysWhyItsThreadWasRefused() {
    RunConfig config =
        RunConfig.DEFAULT.withExecutor(
            task -> {
              throw new RejectedExecutionException("full");
            });
    ChunkStream<JsonNode> latest = LATEST.withConfig(config).transform(ChunkStream.of("[1]"));
    assertThatThrownBy(latest::hasNext).hasMessage("full");
    assertThatThrownBy(latest::hasNext).hasMessage("full");
  }

  @Test
  void isThereForPartialsAndDraftsToo() {
    assertThat(JsonOutputParser.partials(Integer.class).latestOnly().invoke("12")).isEqualTo(12);
    assertThat(
            JsonOutputParser.drafts(new TypeReference<List<String>>() {})
                .latestOnly()
                .invoke("[\"a\"]"))
        .isEqualTo(List.of("a"));
  }
}
