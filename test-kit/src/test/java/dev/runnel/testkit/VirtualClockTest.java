package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private static final ChatPrompt HELLO = ChatPrompt.of("Hello");
  private static final RetryPolicy POLICY =
      RetryPolicy.ofAttempts(3).withDelay(Duration.ofSeconds(10));

  private final VirtualClock clock = new VirtualClock();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock);

  private static ScriptedChatModel failing() {
    return ScriptedChatModel.of(Script.failing(new IllegalStateException("down")));
  }

  @Test
  void waitsBetweenAttemptsPassAtOnce() {
    assertThatThrownBy(() -> failing().withRetry(POLICY).withConfig(config).invoke(HELLO))
        .hasMessage("down");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(clock.nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    assertThat(clock.now()).isEqualTo(Instant.EPOCH.plusSeconds(30));
  }

  @Test
  void chanceIsWhatTheTestSays() {
    clock.withRandom(1);
    assertThat(catchThrowable(() -> failing().withRetry(POLICY).withConfig(config).invoke(HELLO)))
        .isNotNull();
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(24));
  }

  @Test
  void aWaitThatIsHeldEndsWhenItsTimeHasPassed() throws Exception {
    clock.holdWaits();
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () ->
                        failing()
                            .withRetry(POLICY.withAttempts(2))
                            .withConfig(config)
                            .invoke(HELLO)));
    clock.awaitWaiting();
    clock.advance(Duration.ofSeconds(9));
    assertThat(thrown).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    assertThat(thrown.get(30, TimeUnit.SECONDS)).hasMessage("down");
  }

  @Test
  void closingEndsAWaitThatIsHeld() throws Exception {
    clock.holdWaits();
    ChunkStream<AiMessageChunk> chunks =
        failing().withRetry(POLICY).withConfig(config).stream(HELLO);
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(() -> catchThrowable(chunks::hasNext));
    clock.awaitWaiting();
    chunks.close();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void limitsArePassedWhenTheTestSaysSo() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("a").gatedBy(gate));
    CompletableFuture<?> whole =
        model
            .withTimeout(TimeoutPolicy.ofFirstChunk(Duration.ofSeconds(5)))
            .withConfig(config)
            .invokeAsync(HELLO);
    gate.awaitWaiting();
    clock.advance(Duration.ofSeconds(4));
    assertThat(whole).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    assertThat(catchThrowable(() -> whole.get(30, TimeUnit.SECONDS)))
        .hasCauseInstanceOf(RunTimeoutException.class);
  }

  @Test
  void alarmsGoOffInTheirOrderAndNotIfCancelled() {
    List<String> gone = new ArrayList<>();
    clock.schedule(Duration.ofSeconds(2), () -> gone.add("two"));
    clock.schedule(Duration.ofSeconds(1), () -> gone.add("one at " + clock.nanoTime()));
    clock.schedule(Duration.ofSeconds(1), () -> gone.add("never")).cancel();
    clock.schedule(Duration.ofSeconds(9), () -> gone.add("later"));
    assertThat(clock.openAlarms()).isEqualTo(3);
    clock.advance(Duration.ofSeconds(3));
    assertThat(gone).containsExactly("one at 1000000000", "two");
    assertThat(clock.openAlarms()).isEqualTo(1);
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
