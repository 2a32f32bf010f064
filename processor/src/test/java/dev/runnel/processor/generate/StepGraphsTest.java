package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StepTrail;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chains that are no row: joins, steps at the same time, and streams with several readers. */
@Timeout(60)
class StepGraphsTest {
  private static CompiledChains compiled;

  @BeforeAll
  static void compile() {
    compiled =
        CompiledChains.of(
            """
            package graphs;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import dev.runnel.model.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.Stream;

            public abstract class Graphs {
              final Callable<Boolean> meeting;

              protected Graphs(Callable<Boolean> meeting) {
                this.meeting = meeting;
              }

              @Step
              @Input
              abstract Runnel<String, String, String> first();

              @Step
              @Input
              abstract Runnel<String, String, String> second();

              @Step
              String both(@From("first") String first, @From("second") String second,
                  @Input String input) {
                return input + ":" + first + "+" + second;
              }

              @Chain({"first", "second", "both"})
              public abstract RunnableSequence<String, String, String> join();

              @Step
              String meet1(@Input String text) throws Exception {
                return text + meeting.call();
              }

              @Step
              String meet2(@Input String text) throws Exception {
                return text + meeting.call();
              }

              @Step
              String met(@From("meet1") String one, @From("meet2") String two) {
                return one + two;
              }

              @Chain({"meet1", "meet2", "met"})
              public abstract RunnableSequence<String, String, String> meeting();

              @Step
              String head(String input) {
                return input + "h";
              }

              @Step
              String left(@From("head") String text) {
                return text + "l";
              }

              @Step
              String right(@From("head") String text) {
                return text + "r";
              }

              @Step
              String right2(@From("right") String text, @From("left") String left) {
                return text + left;
              }

              @Step
              String diamond(@From("left") String left, @From("right2") String right) {
                return left + "/" + right;
              }

              @Chain({"head", "left", "right", "right2", "diamond"})
              public abstract RunnableSequence<String, String, String> diamondChain();

              @StreamingStep
              String upper(@From("first") String chunk) {
                return chunk.toUpperCase(Locale.ROOT);
              }

              @StreamingStep
              String marked(@From("first") String chunk) {
                return chunk + "!";
              }

              @Step
              String count(@From("upper") List<String> all) {
                return String.valueOf(all.size());
              }

              @Step
              String length(@From("marked") String all) {
                return String.valueOf(all.length());
              }

              @Step
              String sums(@From("count") String count, @From("length") String length) {
                return count + "," + length;
              }

              /** Two readers of one stream, at the same time. */
              @Chain({"first", "upper", "count", "marked", "length", "sums"})
              public abstract RunnableSequence<String, String, String> shared();

              @StreamingStep
              String numbered(@From("marked") String chunk, @From("count") String count) {
                return chunk + count;
              }

              /** A reader that waits for a whole of what it reads. */
              @Chain({"first", "upper", "count", "marked", "numbered"})
              public abstract RunnableSequence<String, String, List<String>> held();

              @Step
              String three(@From("first") ChunkStream<String> chunks) {
                return String.join("", chunks.toJavaStream().limit(3).toList());
              }

              @Step
              String ends(@From("three") String start, @From("length") String length) {
                return start + length;
              }

              /** A reader that stops early. */
              @Chain({"first", "three", "marked", "length", "ends"})
              public abstract RunnableSequence<String, String, String> leaving();

              @Step
              String whole1(@From("first") String all) {
                return all + "1";
              }

              @Step
              String whole2(@From("first") String all, @From("whole1") String one) {
                return all + "2" + one;
              }

              /** Two readers of one whole. */
              @Chain({"first", "whole1", "whole2"})
              public abstract RunnableSequence<String, String, String> sharedWhole();

              @Step
              Iterator<String> merged(
                  @From("upper") ChunkStream<String> chunks, @From("second") String second) {
                List<String> all = new ArrayList<>();
                all.add(second);
                chunks.forEach(all::add);
                return all.iterator();
              }

              /** A stream and a whole. */
              @Chain({"first", "upper", "second", "merged"})
              public abstract RunnableSequence<String, String, List<String>> streamAndWhole();

              @StreamingStep
              String tail1(@From("shout") String chunk) {
                return chunk + "1";
              }

              @StreamingStep
              String tail2(@From("shout") String chunk) {
                return chunk + "2";
              }

              @StreamingStep
              String shout(@From("upper") String chunk) {
                return chunk + chunk;
              }

              @Step
              String all(@From("tail1") String one, @From("tail2") String two,
                  @From("marked") String three) {
                return one + two + three;
              }

              /** A shared stream below a shared stream. */
              @Chain({"first", "upper", "shout", "tail1", "tail2", "marked", "all"})
              public abstract RunnableSequence<String, String, String> sharedTwice();
            }
            """);
  }

  private static Iterator<String> letters(String text) {
    return List.of(text.split("")).iterator();
  }

  private static Object graphs(
      Runnel<String, String, String> first, Runnel<String, String, String> second) {
    return compiled.make(
        "graphs.GraphsRunnables",
        (java.util.concurrent.Callable<Boolean>) () -> true,
        first,
        second);
  }

  private static Runnel<String, String, Object> chain(String name) {
    return CompiledChains.call(
        graphs(Sources.of(StepGraphsTest::letters), Sources.of(s -> letters(s + s))), name);
  }

  @Test
  void aStepReadsSeveralOthersAndTheInput() {
    assertThat(chain("join").invoke("ab")).isEqualTo("ab:ab+abab");
  }

  @Test
  void modelsThatDoNotWaitForEachOtherOverlap() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Runnel<String, String, String> meeting =
        Sources.of(
            text -> {
              try {
                barrier.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return letters(text);
            });
    Runnel<String, String, Object> join = CompiledChains.call(graphs(meeting, meeting), "join");
    assertThat(join.invoke("ab")).isEqualTo("ab:ab+ab");
    assertThat(join.stream("ab").toList()).containsExactly("ab:ab+ab");
  }

  @Test
  void methodsThatDoNotWaitForEachOtherOverlap() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    java.util.concurrent.Callable<Boolean> meet =
        () -> {
          barrier.await(30, TimeUnit.SECONDS);
          return true;
        };
    Object graphs =
        compiled.make(
            "graphs.GraphsRunnables",
            meet,
            Sources.of(StepGraphsTest::letters),
            Sources.of(StepGraphsTest::letters));
    Runnel<String, String, Object> meeting = CompiledChains.call(graphs, "meeting");
    assertThat(meeting.invoke("a")).isEqualTo("atrueatrue");
  }

  @Test
  void aDiamondReadsEachValueOnce() {
    assertThat(chain("diamondChain").invoke("x")).isEqualTo("xhl/xhrxhl");
  }

  @Test
  void aSharedStreamIsOpenedOnceAndLosesNothing() {
    AtomicInteger opened = new AtomicInteger();
    Runnel<String, String, String> first =
        Sources.of(
            text -> {
              opened.incrementAndGet();
              return IntStream.range(0, 10_000).mapToObj(i -> "x").iterator();
            });
    for (String name : List.of("shared", "sharedTwice", "held")) {
      opened.set(0);
      Runnel<String, String, Object> chain = CompiledChains.call(graphs(first, first), name);
      Object whole = chain.invoke("x");
      assertThat(opened).hasValue(1);
      switch (name) {
        case "shared" -> assertThat(whole).isEqualTo("10000,20000");
        case "held" ->
            assertThat(whole).isEqualTo(java.util.Collections.nCopies(10_000, "x!10000"));
        default ->
            assertThat(whole)
                .isEqualTo("XX1".repeat(10_000) + "XX2".repeat(10_000) + "x!".repeat(10_000));
      }
    }
  }

  @Test
  void aWholeThatSeveralReadIsComputedOnce() {
    AtomicInteger opened = new AtomicInteger();
    Runnel<String, String, String> first =
        Sources.of(
            text -> {
              opened.incrementAndGet();
              return letters(text);
            });
    Runnel<String, String, Object> chain = CompiledChains.call(graphs(first, first), "sharedWhole");
    assertThat(chain.invoke("ab")).isEqualTo("ab2ab1");
    assertThat(opened).hasValue(1);
  }

  @Test
  void aReaderThatStopsEarlyLeaves() {
    Runnel<String, String, String> first =
        Sources.of(text -> Stream.generate(() -> "x").limit(100_000).iterator());
    Runnel<String, String, Object> chain = CompiledChains.call(graphs(first, first), "leaving");
    assertThat(chain.invoke("x")).isEqualTo("xxx200000");
  }

  @Test
  void aSlowReaderOfASharedStreamSetsThePace() throws Exception {
    AtomicInteger given = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    CountDownLatch slow = new CountDownLatch(1);
    Runnel<String, String, String> first =
        Sources.of(
            text ->
                IntStream.range(0, 5_000)
                    .mapToObj(
                        i -> {
                          int ahead = given.incrementAndGet() - read.get();
                          most.accumulateAndGet(ahead, Math::max);
                          return "x";
                        })
                    .iterator());
    CompiledChains slowly =
        CompiledChains.of(
            """
            package slowly;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import java.util.function.*;

            public abstract class Slow {
              private final UnaryOperator<String> reader;

              protected Slow(UnaryOperator<String> reader) {
                this.reader = reader;
              }

              @Step
              abstract Runnel<String, String, String> source();

              @StreamingStep
              String slow(@From("source") String chunk) {
                return reader.apply(chunk);
              }

              @StreamingStep
              String fast(@From("source") String chunk) {
                return chunk;
              }

              @Step
              String both(@From("slow") String slow, @From("fast") String fast) {
                return slow.length() + "," + fast.length();
              }

              @Chain({"source", "slow", "fast", "both"})
              abstract RunnableSequence<String, String, String> all();
            }
            """);
    java.util.function.UnaryOperator<String> reader =
        chunk -> {
          if (read.get() == 0) {
            await(slow);
          }
          read.incrementAndGet();
          return chunk;
        };
    Runnel<String, String, String> all =
        CompiledChains.call(slowly.make("slowly.SlowRunnables", reader, first), "all");
    var running = all.invokeAsync("x");
    while (given.get() < 60) {
      Thread.onSpinWait();
    }
    slow.countDown();
    assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo("5000,5000");
    assertThat(most.get()).as("chunks that are held").isLessThan(200);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStepReadsAStreamAndAWhole() {
    assertThat(chain("streamAndWhole").invoke("ab")).isEqualTo(List.of("abab", "A", "B"));
  }

  @Test
  void everyWayOfRunningGivesTheSame() {
    for (String name :
        List.of(
            "join", "diamondChain", "shared", "held", "leaving", "streamAndWhole", "sharedTwice")) {
      Runnel<String, String, Object> chain = chain(name);
      Object whole = chain.invoke("abcd");
      List<String> pushed = new ArrayList<>();
      chain.stream("abcd").forEach(pushed::add);
      List<String> pulled = new ArrayList<>();
      try (ChunkStream<String> chunks = chain.stream("abcd")) {
        for (String chunk : chunks) {
          pulled.add(chunk);
        }
      }
      assertThat(pulled).as(name).isEqualTo(pushed);
      assertThat(PublishedChunks.all(chain.publish("abcd"))).as(name).isEqualTo(pushed);
      assertThat(whole instanceof List<?> list ? list : List.of(whole)).as(name).isEqualTo(pushed);
    }
  }

  @Test
  void aFailureOnAnotherThreadReachesTheCallerAndNamesTheStep() {
    IllegalStateException failure = new IllegalStateException("broken");
    Runnel<String, String, String> broken =
        Sources.of(
            text -> {
              throw failure;
            });
    Runnel<String, String, String> endless =
        Sources.of(text -> Stream.generate(() -> "x").iterator());
    for (Object graphs : List.of(graphs(broken, endless), graphs(endless, broken))) {
      Runnel<String, String, Object> join = CompiledChains.call(graphs, "join");
      assertThatThrownBy(() -> join.invoke("x"))
          .isSameAs(failure)
          .satisfies(
              thrown ->
                  assertThat(thrown.getSuppressed()).hasAtLeastOneElementOfType(StepTrail.class));
    }
  }
}
