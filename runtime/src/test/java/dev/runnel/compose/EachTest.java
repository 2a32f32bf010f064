package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EachTest {
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withListeners(tape);
  private final Runnel<Integer, Integer, Integer> twice =
      RunnableLambda.of(
          "twice",
          n -> {
            if (n < 0) {
              throw new IllegalArgumentException("negative " + n);
            }
            return 2 * n;
          });

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void keepsTheOrderOfTheInputs() {
    RunnableEach<Integer, Integer, List<Integer>> each =
        RunnableEach.of(twice, BatchOptions.ofMaxConcurrency(4));

    assertThat(each.withConfig(config).invoke(numbers(100)))
        .isEqualTo(numbers(100).stream().map(n -> 2 * n).toList());
    assertThat(each.invoke(List.of())).isEmpty();
    assertThat(tape.faults()).isEmpty();
    assertThat(tape.lines()).filteredOn(".start twice[]"::equals).hasSize(100);
    assertThat(tape.lines().get(0)).isEqualTo("start RunnableEach<twice>[]");
  }

  @Test
  void givesEachOutcomeWhenItIsThere() {
    CountDownLatch gate = new CountDownLatch(1);
    Runnel<Integer, Integer, Integer> waits =
        RunnableLambda.of(
            "waits",
            n -> {
              if (n == 0) {
                gate.await();
              }
              return n;
            });

    try (ChunkStream<Indexed<Integer>> chunks =
        RunnableEach.of(waits, BatchOptions.ofMaxConcurrency(2)).stream(List.of(0, 1))) {
      assertThat(chunks.next().index()).isEqualTo(1);
      gate.countDown();
      assertThat(chunks.next().index()).isZero();
      assertThat(chunks.hasNext()).isFalse();
    }
  }

  @Test
  void failsWithTheFirstFailureAndCancelsTheRest() {
    Scripted blocks = new Scripted("blocks").then(Scripted.BLOCK);
    Runnel<Integer, String, String> route =
        RunnableGenerator.ofCall(
            "route",
            dev.runnel.Whole.text(),
            n -> {
              if (n == 1) {
                blocks.awaitBlocked();
                throw new IllegalStateException("one");
              }
              return blocks.call("x");
            });

    assertThatThrownBy(
            () ->
                RunnableEach.of(route, BatchOptions.ofMaxConcurrency(2))
                    .withConfig(config)
                    .invoke(List.of(0, 1, 2, 3)))
        .hasMessage("one");
    assertThat(blocks.open()).isZero();
  }

  @Test
  void collectsFailuresIfAsked() {
    BatchResult<Integer> result =
        RunnableEach.of(twice, BatchOptions.ofMaxConcurrency(3))
            .collectingFailures()
            .withConfig(config)
            .invoke(List.of(1, -2, 3));

    assertThat(result.outcomes().get(0)).isEqualTo(new Outcome.Success<>(2));
    assertThat(result.outcomes().get(1)).isInstanceOf(Outcome.Failure.class);
    assertThat(result.outcomes().get(2)).isEqualTo(new Outcome.Success<>(6));
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void givesEachInputAConfigurationOfItsOwn() {
    Runnel<Integer, String, String> names =
        RunnableLambda.of("names", n -> RunContext.current().name());
    BatchOptions options =
        BatchOptions.ofMaxConcurrency(2).withConfigs(index -> RunConfig.named("run " + index));

    assertThat(RunnableEach.of(names, options).invoke(List.of(5, 6)))
        .containsExactly("run 0", "run 1");
    assertThat(names.batch(List.of(5, 6), options).values()).containsExactly("run 0", "run 1");
  }

  @Test
  void readsAStreamOfInputsInFlatMemory() {
    int count = 100_000;
    AtomicInteger alive = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Iterator<byte[]> inputs =
        new Iterator<>() {
          private int made;

          @Override
          public boolean hasNext() {
            return made < count;
          }

          @Override
          public byte[] next() {
            made++;
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            return new byte[30_000]; // three gigabytes in all
          }
        };
    Runnel<byte[], Integer, Integer> size = RunnableLambda.of("size", bytes -> bytes.length);
    AtomicInteger outcomes = new AtomicInteger();

    RunnableEach.of(size, BatchOptions.ofMaxConcurrency(64))
        .overStream()
        .transform(ChunkStream.from(inputs))
        .forEach(
            outcome -> {
              alive.decrementAndGet();
              outcomes.addAndGet(outcome.value() / 30_000);
            });

    assertThat(outcomes).hasValue(count);
    assertThat(most.get()).isLessThanOrEqualTo(3 * 64);
  }

  @Test
  void runsABatchOf100000InputsWithBoundedConcurrency() {
    int count = 100_000;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnel<Integer, Integer, Integer> counted =
        RunnableLambda.of(
            "counted",
            n -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              return n;
            });
    Set<Integer> seen = new HashSet<>();

    counted
        .batchAsCompleted(numbers(count), BatchOptions.ofMaxConcurrency(64))
        .forEach(outcome -> seen.add(outcome.index()));

    assertThat(seen).hasSize(count);
    assertThat(most.get()).isLessThanOrEqualTo(64);
  }

  @Test
  void closingCancelsWhatRunsAndStartsNoMore() {
    Scripted blocks = new Scripted("blocks").then("a").then(Scripted.BLOCK);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      inputs.add("x");
    }

    try (ChunkStream<Indexed<String>> chunks =
        RunnableEach.of(blocks, BatchOptions.ofMaxConcurrency(3)).withConfig(config).stream(
            inputs)) {
      assertThat(chunks.next().value()).isEqualTo("a");
    }

    assertThat(blocks.open()).isZero();
    assertThat(blocks.opened()).isLessThan(50);
  }

  @Test
  void isAStepLikeAnyOther() {
    Runnel<List<Integer>, Integer, Integer> sum =
        RunnableEach.of(twice, BatchOptions.DEFAULT)
            .then(RunnableLambda.of("sum", all -> all.stream().mapToInt(Integer::intValue).sum()));

    assertThat(sum.withConfig(config).invoke(List.of(1, 2, 3))).isEqualTo(12);
    assertThat(tape.lines()).contains(".start RunnableEach<twice>[seq:step:1]");
  }
}
