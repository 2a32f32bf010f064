package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ComposedFormsTest {
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withListeners(tape);

  record Both(String joke, String poem) {}

  @Test
  void parallelGivesATypedWholeAndPiecesAsTheyCome() {
    Scripted joke = new Scripted("joke").then("j1", "j2");
    Scripted poem = new Scripted("poem").then("p1", "p2");
    Runnel<String, Map<String, Object>, Both> both =
        RunnableParallel.both("joke", joke, "poem", poem, Both::new);

    assertThat(both.invoke("x")).isEqualTo(new Both("j1j2", "p1p2"));
    List<Map<String, Object>> pieces = both.stream("x").toList();
    assertThat(pieces)
        .containsExactlyInAnyOrder(
            Map.of("joke", "j1"), Map.of("joke", "j2"), Map.of("poem", "p1"), Map.of("poem", "p2"));
  }

  @Test
  void parallelStreamsOneBranchWhileAnotherWaits() throws Exception {
    Scripted joke = new Scripted("joke").then("j1", Scripted.BLOCK);
    Scripted poem = new Scripted("poem").then(Scripted.BLOCK);

    try (ChunkStream<Map<String, Object>> chunks =
        RunnableParallel.both("joke", joke, "poem", poem, Both::new).stream("x")) {
      assertThat(chunks.next()).isEqualTo(Map.of("joke", "j1"));
      poem.awaitBlocked();
    }
    assertThat(joke.open() + poem.open()).isZero();
  }

  @Test
  void generatorsEmitStreamAndTransform() {
    Runnel<Integer, Integer, List<Integer>> emitting =
        RunnableGenerator.ofEmitter(
            "count",
            Whole.list(),
            (n, out) -> {
              for (int i = 0; i < n; i++) {
                out.emit(i);
              }
            });
    Runnel<Integer, Integer, List<Integer>> streaming =
        RunnableGenerator.ofStream("count", Whole.list(), n -> ChunkStream.of(n, n + 1));
    StreamRunnel<Integer, String, String> text =
        RunnableTransform.of(
            "text",
            Whole.text(),
            numbers -> ChunkStream.from(numbers.toJavaStream().map(String::valueOf)));

    assertThat(emitting.invoke(3)).containsExactly(0, 1, 2);
    assertThat(emitting.stream(1000).toJavaStream().mapToInt(Integer::intValue).sum())
        .isEqualTo(499500);
    assertThat(streaming.invoke(3)).containsExactly(3, 4);
    assertThat(emitting.pipe(text).withConfig(config).invoke(4)).isEqualTo("0123");
    assertThat(text.transform(ChunkStream.of(7, 8)).toList()).containsExactly("7", "8");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void anEmittingGeneratorHearsThatItsReaderHasLeft() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    Runnel<Integer, Integer, List<Integer>> endless =
        RunnableGenerator.ofEmitter(
            "endless",
            Whole.list(),
            (n, out) -> {
              try {
                while (true) {
                  out.emit(n);
                }
              } finally {
                left.countDown();
              }
            });

    assertThat(endless.stream(1).limit(200).toJavaStream().count()).isEqualTo(200);
    left.await();
  }

  @Test
  void asyncLambdasAreWaitedForAndCancelled() {
    assertThat(
            RunnableLambda.<String, Integer>ofAsync(
                    "length", text -> CompletableFuture.supplyAsync(text::length))
                .withConfig(config)
                .invoke("four"))
        .isEqualTo(4);
    CompletableFuture<String> never = new CompletableFuture<>();
    Runnel<String, String, String> waits = RunnableLambda.ofAsync("never", text -> never);
    CompletableFuture<String> running = waits.invokeAsync("x");
    assertThatThrownBy(
            () -> {
              RunnableLambda.<String, String>ofAsync(
                      "fails", text -> CompletableFuture.failedFuture(new IllegalStateException()))
                  .invoke("x");
            })
        .isInstanceOf(IllegalStateException.class);
    running.cancel(true);
    assertThat(running).isCancelled();
  }

  @Test
  void assignAddsEntriesBehindThoseThatFlowOn() {
    Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> assign =
        RunnableAssign.of(
                "context",
                RunnablePick.ofText("question").then(new Scripted("find").then("c1", "c2")))
            .and("size", RunnableLambda.<Map<String, Object>, Integer>of(Map::size));

    assertThat(assign.withConfig(config).invoke(Map.of("question", "why")))
        .isEqualTo(Map.of("question", "why", "context", "c1c2", "size", 1))
        .containsOnlyKeys("question", "context", "size");
    assertThat(assign.stream(Map.of("question", "why")).limit(1).toJavaStream().findFirst())
        .contains(Map.of("question", "why"));
    assertThat(tape.lines())
        .startsWith(
            "start RunnableAssign<context,size>[]", ".start RunnableParallel<context,size>[]")
        .anyMatch(line -> line.startsWith("..start RunnableSequence[map:key:context"));
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void assignReadsAStreamOfMaps() {
    StreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> assign =
        RunnableAssign.of("echo", RunnablePick.ofText("text"));
    List<Map<String, Object>> chunks = new ArrayList<>();

    assign
        .transform(ChunkStream.of(Map.of("text", "a"), Map.of("text", "b"), Map.of("echo", 1)))
        .forEach(chunks::add);

    assertThat(chunks)
        .containsExactly(Map.of("text", "a"), Map.of("text", "b"), Map.of("echo", "ab"));
  }

  @Test
  void pickTakesEntriesAsTheyCome() {
    Runnel<String, Map<String, Object>, Map<String, Object>> both =
        RunnableParallel.<String>of("a", new Scripted("a").then("1", "2"))
            .and("b", new Scripted("b").then("3"));

    assertThat(both.pipe(RunnablePick.ofText("a")).withConfig(config).invoke("x")).isEqualTo("12");
    assertThat(both.pipe(RunnablePick.ofKeys("a", "c")).invoke("x")).isEqualTo(Map.of("a", "12"));
    assertThat(both.pipe(RunnablePick.of("b", String.class)).stream("x").toList())
        .containsExactly("3");
    assertThatThrownBy(() -> RunnablePick.of("b", Integer.class).invoke(Map.of("b", "text")))
        .hasMessageContaining("The entry 'b' is a java.lang.String");
    assertThat(tape.lines()).contains("end 12 of RunnableSequence[]");
    assertThat(tape.lines()).anyMatch(line -> line.contains("RunnablePick<a>[seq:step:2]"));
  }
}
