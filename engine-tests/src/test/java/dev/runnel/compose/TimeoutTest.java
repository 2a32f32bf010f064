package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.testkit.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final VirtualClock clock = new VirtualClock();
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock).withListeners(tape);

  private static CompletableFuture<Throwable> failing(Supplier<?> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          Throwable thrown = catchThrowable(work::get);
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          return thrown;
        });
  }

  private static void isTimeout(Throwable thrown, RunTimeoutException.Limit limit) {
    assertThat(thrown).isInstanceOf(RunTimeoutException.class);
    assertThat(((RunTimeoutException) thrown).limit()).isEqualTo(limit);
    assertThat(((RunTimeoutException) thrown).duration()).isEqualTo(LIMIT);
    assertThat(thrown).hasMessageContaining("5000 ms").hasMessageContaining(limit.toString());
  }

  /** Counts how often the time is asked for. */
  private record ReadClock(VirtualClock clock, AtomicInteger reads) implements RunClock {
    @Override
    public long nanoTime() {
      reads.incrementAndGet();
      return clock.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      clock.sleep(duration);
    }

    @Override
    public double random() {
      return clock.random();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      return clock.schedule(delay, action);
    }
  }

  @Test
  void endsARunThatIsNotAtItsEnd() throws Exception {
    Scripted source = new Scripted("model").then("a", "b", Scripted.BLOCK);
    CompletableFuture<Throwable> thrown =
        failing(
            () -> source.withTimeout(TimeoutPolicy.ofTotal(LIMIT)).withConfig(config).invoke("x"));

    source.awaitBlocked();
    clock.advance(LIMIT);

    isTimeout(thrown.get(), RunTimeoutException.Limit.TOTAL);
    assertThat(source.open()).isZero();
    assertThat(clock.openAlarms()).isZero();
    assertThat(tape.lines()).containsExactly("start model[]", "cancel model[]");
  }

  @Test
  void interruptsASourceThatDoesNotHearOfClosing() throws Exception {
    Scripted source = new Scripted("model").then(Scripted.HANG);
    CompletableFuture<Throwable> thrown =
        failing(
            () ->
                source
                    .withTimeout(TimeoutPolicy.ofFirstChunk(LIMIT))
                    .withConfig(config)
                    .invoke("x"));

    source.awaitBlocked();
    clock.advance(LIMIT);

    isTimeout(thrown.get(), RunTimeoutException.Limit.FIRST_CHUNK);
  }

  @Test
  void limitsTheFirstChunkOnly() throws Exception {
    Scripted source = new Scripted("model").then("a", Scripted.BLOCK);
    ChunkStream<String> chunks =
        source.withTimeout(TimeoutPolicy.ofFirstChunk(LIMIT)).withConfig(config).stream("x");

    assertThat(chunks.next()).isEqualTo("a");
    clock.advance(LIMIT.multipliedBy(2));
    CompletableFuture<Throwable> waiting = failing(chunks::hasNext);
    source.awaitBlocked();
    clock.advance(LIMIT.multipliedBy(2));
    assertThat(waiting).isNotDone();
    chunks.close();

    assertThat(waiting.get()).isInstanceOf(dev.runnel.StreamClosedException.class);
  }

  @Test
  void limitsTheWaitForEachFurtherChunk() throws Exception {
    Scripted source = new Scripted("model").then("a", "b", Scripted.BLOCK);
    ChunkStream<String> chunks =
        source.withTimeout(TimeoutPolicy.ofBetweenChunks(LIMIT)).withConfig(config).stream("x");

    assertThat(chunks.next()).isEqualTo("a");
    clock.advance(LIMIT.multipliedBy(3)); // the reader's own time
    assertThat(chunks.next()).isEqualTo("b");
    CompletableFuture<Throwable> waiting = failing(chunks::hasNext);
    source.awaitBlocked();
    clock.advance(LIMIT);
    clock.advance(LIMIT);

    isTimeout(waiting.get(), RunTimeoutException.Limit.BETWEEN_CHUNKS);
    assertThat(source.open()).isZero();
  }

  @Test
  void readsTheClockForEachChunkOnlyIfTheTimeBetweenChunksIsLimited() {
    Scripted source = new Scripted("model").then("a", "b", "c", "d");
    ReadClock read = new ReadClock(clock, new AtomicInteger());

    source
        .withTimeout(TimeoutPolicy.ofTotal(LIMIT).withFirstChunk(LIMIT))
        .withConfig(config.withClock(read))
        .stream("x")
        .forEach(chunk -> {});

    assertThat(read.reads()).hasValue(0);
    assertThat(clock.openAlarms()).isZero();
  }

  @Test
  void cancelsAWholeChainByTheConfigurationOfItsRun() throws Exception {
    Scripted source = new Scripted("model").then("a", Scripted.BLOCK);
    Runnel<String, String, String> chain = source.then(new Scripted("echo").then("$input"));
    CompletableFuture<Throwable> thrown =
        failing(() -> chain.withConfig(config.withTimeout(LIMIT)).invoke("x"));

    source.awaitBlocked();
    clock.advance(LIMIT);

    isTimeout(thrown.get(), RunTimeoutException.Limit.TOTAL);
    assertThat(tape.lines())
        .containsExactly(
            "start RunnableSequence[]",
            ".start model[seq:step:1]",
            ".cancel model[seq:step:1]",
            "cancel RunnableSequence[]");
    assertThat(source.open()).isZero();
  }

  @Test
  void limitsAStepByItsConfigurationAndFailsTheChain() throws Exception {
    Scripted source = new Scripted("model").then("a", Scripted.BLOCK);
    Runnel<String, String, String> chain =
        source
            .withConfig(RunConfig.DEFAULT.withTimeout(LIMIT))
            .then(new Scripted("echo").then("$input"));
    CompletableFuture<Throwable> thrown = failing(() -> chain.withConfig(config).invoke("x"));

    source.awaitBlocked();
    clock.advance(LIMIT);

    isTimeout(thrown.get(), RunTimeoutException.Limit.TOTAL);
    assertThat(tape.lines().subList(1, 3))
        .containsExactly(".start model[seq:step:1]", ".cancel model[seq:step:1]");
    assertThat(tape.lines().get(3)).startsWith("error 'model' was not at its end after 5000 ms");
  }

  @Test
  void isAnErrorThatCanBeRetried() throws Exception {
    Scripted source = new Scripted("model").then("a", Scripted.BLOCK).then("b");
    CompletableFuture<String> whole =
        CompletableFuture.supplyAsync(
            () ->
                source
                    .withTimeout(TimeoutPolicy.ofTotal(LIMIT))
                    .withRetry(RetryPolicy.DEFAULT)
                    .withConfig(config)
                    .invoke("x"));

    source.awaitBlocked();
    clock.advance(LIMIT);

    assertThat(whole.get()).isEqualTo("b");
    assertThat(tape.lines())
        .containsExactly(
            "start model[]",
            ".start model[]",
            ".cancel model[]",
            ".start model[retry:attempt:2]",
            ".end b of model[retry:attempt:2]",
            "end b of model[]");
  }

  @Test
  void endsTheWaitBetweenAttempts() throws Exception {
    clock.holdWaits();
    Scripted source = new Scripted("model").then(new IllegalStateException("1")).then("b");
    CompletableFuture<Throwable> thrown =
        failing(
            () ->
                source
                    .withRetry(RetryPolicy.ofAttempts(2).withDelay(LIMIT.multipliedBy(2)))
                    .withTimeout(TimeoutPolicy.ofTotal(LIMIT))
                    .withConfig(config)
                    .invoke("x"));

    clock.awaitWaiting();
    clock.advance(LIMIT);

    isTimeout(thrown.get(), RunTimeoutException.Limit.TOTAL);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void doesNotMindAReaderThatIsSlowerThanTheLimitBetweenChunks() {
    Scripted source = new Scripted("model").then("a", "b", "c");

    source.withTimeout(TimeoutPolicy.ofBetweenChunks(LIMIT)).withConfig(config).stream("x")
        .forEach(chunk -> clock.advance(LIMIT.multipliedBy(4)));

    assertThat(source.open()).isZero();
  }

  @Test
  void endsByTheRealClock() {
    Scripted source = new Scripted("model").then("a", Scripted.BLOCK);

    assertThatThrownBy(
            () -> source.withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(30))).invoke("x"))
        .isInstanceOf(RunTimeoutException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(source.open()).isZero();
  }

  @Test
  void saysWhichLimitIsOutOfRange() {
    assertThatThrownBy(() -> TimeoutPolicy.ofTotal(Duration.ZERO))
        .hasMessage("The limit total is PT0S, but it must be more than zero.");
    assertThat(TimeoutPolicy.ofTotal(LIMIT)).isEqualTo(TimeoutPolicy.ofTotal(LIMIT));
  }
}
