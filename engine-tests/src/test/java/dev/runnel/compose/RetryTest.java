package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.Outcome;
import dev.runnel.RetryAfter;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.testkit.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final RetryPolicy THREE = RetryPolicy.ofAttempts(3);

  private final VirtualClock clock = new VirtualClock();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock);

  private static RuntimeException boom(String message) {
    return new UncheckedIOException(new IOException(message));
  }

  @Test
  void triesAgainUntilAnAttemptWorks() {
    Scripted source = new Scripted("model").then(boom("1")).then(boom("2")).then("a", "b");

    assertThat(source.withRetry(THREE).withConfig(config).invoke("x")).isEqualTo("ab");
    assertThat(source.opened()).isEqualTo(3);
    assertThat(source.open()).isZero();
  }

  @Test
  void throwsTheLastErrorWithTheOthersSuppressed() {
    RuntimeException first = boom("1");
    RuntimeException last = boom("3");
    Scripted source = new Scripted("model").then(first).then(boom("2")).then(last);

    Throwable thrown = catchThrowable(() -> source.withRetry(THREE).withConfig(config).invoke("x"));

    assertThat(thrown).isSameAs(last);
    assertThat(thrown.getSuppressed()).contains(first);
    assertThat(source.opened()).isEqualTo(3);
  }

  @Test
  void throwsAnErrorThatIsAlwaysTheSameObjectOnce() {
    RuntimeException same = boom("same");
    Scripted source = new Scripted("model").then(same);

    assertThat(catchThrowable(() -> source.withRetry(THREE).withConfig(config).invoke("x")))
        .isSameAs(same);
  }

  @Test
  void makesACollectedWholeAnewAfterChunks() {
    Scripted source = new Scripted("model").then("a", "b", boom("cut")).then("c", "d");

    assertThat(source.withRetry(THREE).withConfig(config).invoke("x")).isEqualTo("cd");
  }

  @Test
  void makesAWholeAnewForTheStepThatReadsIt() {
    Scripted source = new Scripted("model").then("a", boom("cut")).then("c", "d");
    Scripted echo = new Scripted("echo").then("$input");

    assertThat(source.withRetry(THREE).then(echo).withConfig(config).invoke("x")).isEqualTo("cd");
  }

  @Test
  void makesAWholeAnewThroughNestedPolicies() {
    Scripted source =
        new Scripted("model").then("a", boom("1")).then("b", boom("2")).then("c", boom("3"));
    Scripted backup = new Scripted("backup").then("x", boom("4")).then("y");
    Runnel<String, String, String> nested =
        source.withRetry(THREE).withFallbacks(backup.withRetry(THREE)).withRetry(THREE);

    assertThat(nested.withConfig(config).invoke("x")).isEqualTo("y");
  }

  @Test
  void doesNotTryAgainOnceAChunkHasBeenStreamed() {
    RuntimeException cut = boom("cut");
    Scripted source = new Scripted("model").then("a", "b", cut).then("c");
    List<String> chunks = new ArrayList<>();

    Throwable thrown =
        catchThrowable(
            () -> source.withRetry(THREE).withConfig(config).stream("x").forEach(chunks::add));

    assertThat(thrown).isSameAs(cut);
    assertThat(chunks).containsExactly("a", "b");
    assertThat(source.opened()).isEqualTo(1);
  }

  @Test
  void pullsAsItPushes() {
    Scripted source = new Scripted("model").then(boom("1")).then("a", "b", boom("cut"));

    try (ChunkStream<String> chunks = source.withRetry(THREE).withConfig(config).stream("x")) {
      assertThat(chunks.next()).isEqualTo("a");
      assertThat(chunks.hasNext()).isTrue();
      assertThat(chunks.next()).isEqualTo("b");
      assertThatThrownBy(chunks::hasNext).hasMessageContaining("cut");
      assertThatThrownBy(chunks::hasNext).hasMessageContaining("cut");
    }
    assertThat(source.opened()).isEqualTo(2);
    assertThat(source.open()).isZero();
  }

  @Test
  void triesAgainAfterTheErrorsItIsToldOnly() {
    Scripted source = new Scripted("model").then(new IllegalArgumentException("bad")).then("a");

    assertThatThrownBy(
            () ->
                source
                    .withRetry(THREE.withOn(UncheckedIOException.class))
                    .withConfig(config)
                    .invoke("x"))
        .hasMessage("bad");
    assertThatThrownBy(
            () ->
                new Scripted("model")
                    .then(boom("io"))
                    .withRetry(THREE.withNotOn(UncheckedIOException.class))
                    .withConfig(config)
                    .invoke("x"))
        .hasMessageContaining("io");
    assertThatThrownBy(
            () -> new Scripted("model").then(new AssertionError("no")).withRetry(THREE).invoke("x"))
        .hasMessage("no");
    assertThat(source.opened()).isEqualTo(1);
  }

  @Test
  void leavesWhatTheReaderThrowsAlone() {
    Scripted source = new Scripted("model").then("a", "b");

    assertThatThrownBy(
            () ->
                source.withRetry(THREE).withConfig(config).stream("x")
                    .forEach(
                        chunk -> {
                          throw boom("reader");
                        }))
        .hasMessageContaining("reader");
    assertThat(source.opened()).isEqualTo(1);
    assertThat(source.open()).isZero();
  }

  @Test
  void waitsLongerEachTimeUpToTheLongestWait() {
    RetryPolicy policy =
        RetryPolicy.ofAttempts(6)
            .withDelay(Duration.ofMillis(100))
            .withMultiplier(3)
            .withMaxDelay(Duration.ofSeconds(1))
            .withJitter(0);
    Scripted source = new Scripted("model").then(boom("always"));

    catchThrowable(() -> source.withRetry(policy).withConfig(config).invoke("x"));

    assertThat(clock.waits())
        .extracting(Duration::toMillis)
        .containsExactly(100L, 300L, 900L, 1000L, 1000L);
  }

  @Test
  void leavesAShareOfEachWaitToChance() {
    RetryPolicy policy =
        RetryPolicy.ofAttempts(2).withDelay(Duration.ofMillis(100)).withJitter(0.5);

    assertThat(policy.delayAfter(1, boom("x"), 0)).isEqualTo(Duration.ofMillis(50));
    assertThat(policy.delayAfter(1, boom("x"), 0.5)).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.delayAfter(1, boom("x"), 0.75)).isEqualTo(Duration.ofMillis(125));
  }

  @Test
  void waitsAsLongAsTheErrorAsks() {
    @SuppressWarnings("serial")
    class TooMany extends RuntimeException implements RetryAfter {
      @Override
      public Optional<Duration> retryAfter() {
        return Optional.of(Duration.ofSeconds(7));
      }
    }
    Throwable wrapped = new IllegalStateException(new IllegalArgumentException(new TooMany()));
    Scripted source = new Scripted("model").then(new TooMany()).then(wrapped).then("a");

    assertThat(source.withRetry(THREE).withConfig(config).invoke("x")).isEqualTo("a");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void stopsWaitingWhenTheRunIsCancelled() throws Exception {
    clock.holdWaits();
    Scripted source = new Scripted("model").then(boom("1")).then("a");
    Tape tape = Tape.withoutChunks();
    ChunkStream<String> chunks =
        source.withRetry(THREE).withConfig(config.withListeners(tape)).stream("x");
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(() -> catchThrowable(chunks::hasNext));

    clock.awaitWaiting();
    chunks.close();

    assertThat(thrown.get()).isInstanceOf(StreamClosedException.class);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(tape.lines())
        .containsExactly(
            "start model[]",
            ".start model[]",
            ".error java.io.IOException: 1 of model[]",
            "cancel model[]");
  }

  @Test
  void stopsWaitingWhenTheThreadIsInterrupted() throws Exception {
    clock.holdWaits();
    Scripted source = new Scripted("model").then(boom("1")).then("a");
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              catchThrowable(() -> source.withRetry(THREE).withConfig(config).invoke("x"));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    clock.awaitWaiting();
    thread.interrupt();

    assertThat(interrupted.get()).isTrue();
    assertThat(source.opened()).isEqualTo(1);
  }

  @Test
  void tellsOfEachAttemptAsARunOfItsOwn() {
    Scripted source = new Scripted("model").then(boom("1")).then("a", "b");
    Tape tape = Tape.withChunks();

    source.withRetry(THREE).withConfig(config.withListeners(tape)).stream("x").forEach(chunk -> {});

    assertThat(tape.lines())
        .containsExactly(
            "start model[]",
            ".start model[]",
            ".error java.io.IOException: 1 of model[]",
            ".start model[retry:attempt:2]",
            ".a from model[retry:attempt:2]",
            "a from model[]",
            ".b from model[retry:attempt:2]",
            "b from model[]",
            ".end ab of model[retry:attempt:2]",
            "end ab of model[]");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void tellsTheOutputOfTheAttemptThatWorkedOnly() {
    Scripted source = new Scripted("model").then("a", boom("1")).then("b");
    Tape tape = Tape.withoutChunks();

    source.withRetry(THREE).withConfig(config.withListeners(tape)).invoke("x");

    assertThat(tape.lines())
        .containsExactly(
            "start model[]",
            ".start model[]",
            ".error java.io.IOException: 1 of model[]",
            ".start model[retry:attempt:2]",
            ".end b of model[retry:attempt:2]",
            "end b of model[]");
  }

  @Test
  void replaysWhatAStreamReaderHasRead() {
    Failing lines = new Failing(2, 1);
    StreamRunnel<String, String, String> safe = lines.withRetry(THREE);

    List<String> chunks = new ArrayList<>();
    safe.withConfig(config).transform(ChunkStream.of("a", "b", "c")).forEach(chunks::add);

    assertThat(chunks).containsExactly("[abc]");
    assertThat(lines.made).isEqualTo(2);
  }

  @Test
  void tellsWhatEachAttemptHasReadOfItsStream() {
    List<Object> inputs = new ArrayList<>();
    RunListener ends =
        new RunListener() {
          @Override
          public void onStart(RunEvent.Start event) {
            inputs.add("start " + event.input());
          }

          @Override
          public void onEnd(RunEvent.End event) {
            inputs.add("end " + event.input() + " " + event.lastRead());
          }
        };

    new Failing(2, 1)
        .withRetry(THREE)
        .withConfig(config.withListeners(ends))
        .transform(ChunkStream.of("a", "b", "c"))
        .forEach(chunk -> {});

    assertThat(inputs)
        .containsExactly("start null", "start null", "start null", "end abc c", "end abc c");
  }

  @Test
  void doesNotTryAgainWhenWhatItReadsHasFailed() {
    Scripted source = new Scripted("model").then("a", boom("upstream"));
    Failing lines = new Failing(99, 0);

    assertThatThrownBy(() -> source.pipe(lines.withRetry(THREE)).withConfig(config).invoke("x"))
        .hasMessageContaining("upstream");
    assertThat(lines.made).isEqualTo(1);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(source.open()).isZero();
  }

  @Test
  void closesWhatAStreamReaderReadsWhenAllAttemptsFail() {
    Scripted source = new Scripted("model").then("a", "b", "c");
    Failing lines = new Failing(2, 9);

    assertThatThrownBy(() -> source.pipe(lines.withRetry(THREE)).withConfig(config).invoke("x"))
        .hasMessage("attempt 3");
    assertThat(source.open()).isZero();
  }

  @Test
  void keepsConcurrentRunsApart() {
    Scripted source = new Scripted("model").then("a");
    List<Outcome<String>> outcomes =
        source
            .withRetry(THREE)
            .batch(List.of("1", "2", "3"), dev.runnel.BatchOptions.DEFAULT)
            .outcomes();

    assertThat(outcomes).extracting(Outcome::value).containsExactly("a", "a", "a");
  }

  @Test
  void saysWhichValueIsOutOfRange() {
    assertThatThrownBy(() -> RetryPolicy.ofAttempts(0))
        .hasMessage("attempts is 0, but it must be at least 1.");
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withJitter(2)).hasMessageContaining("jitter is 2");
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(-1)))
        .hasMessageContaining("delay");
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withMultiplier(0.5))
        .hasMessageContaining("multiplier");
  }

  /** Gives all it has read at the end; its first attempts fail at some chunk. */
  private static final class Failing implements TransformerRunnel<String, String, String> {
    private final int failAt;
    private final int failures;
    private int made;

    Failing(int failAt, int failures) {
      this.failAt = failAt;
      this.failures = failures;
    }

    @Override
    public Transformer<String, String> newTransformer() {
      int attempt = ++made;
      StringBuilder text = new StringBuilder();
      return new Transformer<>() {
        @Override
        public void onChunk(String chunk, dev.runnel.Emitter<String> out) {
          text.append(chunk);
          if (attempt <= failures && text.length() == failAt) {
            throw new IllegalStateException("attempt " + attempt);
          }
        }

        @Override
        public void onComplete(dev.runnel.Emitter<String> out) {
          out.emit("[" + text + "]");
        }
      };
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }
}
