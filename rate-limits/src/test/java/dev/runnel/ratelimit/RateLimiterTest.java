package dev.runnel.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.StreamClosedException;
import dev.runnel.agent.Agent;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.VirtualClock;
import dev.runnel.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models that go through a limiter, by a clock that need not wait. */
@Timeout(60)
class RateLimiterTest {
  private final VirtualClock clock = new VirtualClock();
  private final ScriptedChatModel model =
      ScriptedChatModel.answering(prompt -> Script.of("to ", prompt.text()));

  private RateLimiter limiter(RateLimit limit) {
    return RateLimiter.of(limit, clock);
  }

  private static List<Duration> seconds(int... seconds) {
    return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  private static Script using(int input, int output) {
    return Script.of("answer").end(FinishReason.STOP, new TokenUsage(input, output));
  }

  // ---- one after the other

  @Test
  void requestsWaitForTheirTurnAndTellOfIt() {
    ChatModel limited = limiter(RateLimit.ofRequests(60)).over(model);
    RecordingListener heard = new RecordingListener();
    for (int i = 0; i < 3; i++) {
      assertThat(limited.withListeners(heard).invoke("a" + i).text()).isEqualTo("to a" + i);
    }
    assertThat(clock.waits()).isEqualTo(seconds(1, 1));
    assertThat(heard.events().toString())
        .contains("rate_limit_wait")
        .contains(new RateLimitWait(1000).toString());
    assertThat(limited.name()).isEqualTo(model.name());
  }

  @Test
  void modelsOfOneLimiterShareIt() {
    RateLimiter limiter = limiter(RateLimit.ofRequests(60));
    ChatModel precise = limiter.over(model.withOptions(ChatOptions.DEFAULT.withTemperature(0)));
    limiter.over(model).invoke("a");
    precise.invoke("b");
    limiter.over(model).stream("c").toList();
    assertThat(clock.waits()).isEqualTo(seconds(1, 1));
    assertThat(model.lastRequest().options().temperature()).isNull();
    assertThat(model.requests().get(1).options().temperature()).isZero();
  }

  @Test
  void tokensAreEstimatedAndCorrectedByTheAnswer() {
    ScriptedChatModel telling =
        ScriptedChatModel.builder()
            .next(using(100, 100))
            .next(using(40, 20))
            .next(using(1, 1))
            .build();
    ChatModel limited = limiter(RateLimit.ofTokens(6000).withCounter(message -> 100)).over(telling);
    limited.invoke("a"); // at once: 100 are there, 600 are estimated, and it takes 200
    limited.invoke("b"); // waits for 200 to come: estimated 100 + 450, takes 60
    limited.invoke("c");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(600));
  }

  @Test
  void anAnswerIsEstimatedByThoseBeforeAndByItsOptions() {
    ChatPrompt small = ChatPrompt.of("a").withOptions(ChatOptions.DEFAULT.withMaxTokens(20));
    assertThat(Estimates.ofAnswer(small, 500)).isEqualTo(20);
    assertThat(Estimates.ofAnswer(small, 10)).isEqualTo(10);
    assertThat(Estimates.ofAnswer(ChatPrompt.of("a"), 500)).isEqualTo(500);
    assertThat(Estimates.ofPrompt(ChatPrompt.of("12345678"), RateLimit.ofTokens(1).counter()))
        .isEqualTo(6);
    ToolSpec tool = ToolSpec.of("name", "description", "{\"type\":\"object\"}");
    ChatPrompt withTool =
        ChatPrompt.of("12345678").withOptions(ChatOptions.DEFAULT.withTools(tool));
    assertThat(Estimates.ofPrompt(withTool, RateLimit.ofTokens(1).counter())).isEqualTo(6 + 8);
  }

  @Test
  void anAnswerThatDoesNotTellStaysAsEstimated() {
    ChatModel limited = limiter(RateLimit.ofTokens(6000).withCounter(message -> 100)).over(model);
    limited.invoke("a");
    limited.invoke("b");
    assertThat(clock.waits()).isEqualTo(seconds(6));
  }

  @Test
  void anAgentsTurnsGoThroughIt() {
    ScriptedChatModel calling =
        ScriptedChatModel.builder()
            .next(Script.ofToolCalls(new ToolCall("1", "echo", "{}")))
            .next(Script.of("done"))
            .build();
    Tool<?, ?, ?> echo =
        Tool.of(ToolSpec.of("echo", "Echoes.", "{\"type\":\"object\"}"), text -> "echoed");
    Agent agent = Agent.of(limiter(RateLimit.ofRequests(60)).over(calling), echo);
    assertThat(agent.invoke(ChatPrompt.of("go")).text()).isEqualTo("done");
    assertThat(clock.waits()).isEqualTo(seconds(1));
  }

  @Test
  void aWaitCountsForTheLimitOfItsRun() throws Exception {
    clock.holdWaits();
    RateLimiter limiter = limiter(RateLimit.ofRequests(1));
    limiter.over(model).invoke("a");
    ChatModel limited =
        limiter
            .over(model)
            .withConfig(RunConfig.DEFAULT.withClock(clock).withTimeout(Duration.ofSeconds(5)));
    Background<?> waiting = Background.run(() -> limited.invoke("b"));
    clock.awaitWaiting();
    clock.advance(Duration.ofSeconds(5));
    assertThat(waiting.failure()).isInstanceOf(RunTimeoutException.class);
    Eventually.isZero(() -> limiter.state().waiting());
    assertThat(model.requests()).hasSize(1);
    assertThat(clock.openAlarms()).isZero();
  }

  // ---- many

  @Test
  void whoCameFirstIsSentFirstAlsoIfItIsLarge() throws Exception {
    clock.holdWaits();
    RateLimiter limiter =
        limiter(
            RateLimit.ofTokens(60_000)
                .withCounter(message -> message.text().equals("large") ? 29_500 : 500));
    List<Background<Duration>> waits = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      RateLimiter.Ticket ticket = limiter.enter(ChatPrompt.of(i % 10 == 5 ? "large" : "small"));
      waits.add(Background.run(ticket::await));
    }
    while (limiter.state().waiting() > 0) {
      clock.advance(Duration.ofMillis(100));
    }
    List<Duration> waited = new ArrayList<>();
    for (Background<Duration> wait : waits) {
      waited.add(wait.result());
    }
    assertThat(waited).isSorted();
    // each small one takes a second of the limit, and each large one half a minute
    assertThat(waited.get(63).toSeconds()).isGreaterThanOrEqualTo(57 + 6 * 30);
  }

  @Test
  void sixtyFourThreadsKeepToTheLimit() throws Exception {
    RateLimiter limiter = limiter(RateLimit.ofRequests(600));
    ChatModel limited = limiter.over(model);
    List<Background<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      runs.add(
          Background.run(
              () -> {
                for (int round = 0; round < 20; round++) {
                  limited.invoke("a");
                }
                return 20;
              }));
    }
    for (Background<Integer> run : runs) {
      assertThat(run.result()).isEqualTo(20);
    }
    // 10 at once, and 10 a second
    assertThat(Duration.ofNanos(clock.nanoTime()).toMillis()).isEqualTo((64 * 20 - 10) * 100);
    assertThat(limiter.state()).isEqualTo(new RateLimiterState(0, 1, Duration.ZERO));
  }

  @Test
  void whoIsCancelledLeavesNoWaiterAndTakesNothing() throws Exception {
    clock.holdWaits();
    RateLimiter limiter = limiter(RateLimit.ofRequests(60));
    ChatModel limited = limiter.over(model);
    limited.invoke("first");
    for (int round = 0; round < 20; round++) {
      int waits = clock.waits().size();
      List<CompletableFuture<?>> futures = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        futures.add(limited.invokeAsync(ChatPrompt.of("cancelled " + i)));
        int waiting = i + 1;
        Eventually.isTrue(() -> limiter.state().waiting() == waiting);
      }
      Eventually.isTrue(() -> clock.waits().size() == waits + 1);
      int keep = round % 4;
      for (int i = 3; i >= 0; i--) { // those behind first: the first alone has begun to wait
        if (i != keep) {
          futures.get(i).cancel(true);
        }
      }
      Eventually.isTrue(() -> limiter.state().waiting() == 1);
      Eventually.isTrue(() -> clock.waits().size() == waits + (keep == 0 ? 1 : 2));
      clock.advance(Duration.ofSeconds(1)); // what comes in a second is for the one that is left
      futures.get(keep).join();
      assertThat(model.requests()).hasSize(round + 2);
      assertThat(limiter.state().waiting()).isZero();
    }
  }

  @Test
  void aStreamThatIsClosedOrInterruptedWhileItWaitsIsSoAtOnce() throws Exception {
    clock.holdWaits();
    RateLimiter limiter = limiter(RateLimit.ofRequests(1));
    limiter.over(model).invoke("a");
    ChunkStream<AiMessageChunk> stream = limiter.over(model).stream("b");
    Background<?> reading = Background.run(stream::hasNext);
    clock.awaitWaiting();
    stream.close();
    assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
    Background<?> interrupted = Background.run(() -> limiter.over(model).invoke("c"));
    clock.awaitWaiting();
    interrupted.interrupt();
    assertThat(interrupted.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(limiter.state().waiting()).isZero();
    assertThat(model.requests()).hasSize(1);
  }

  /** A counter is the user's: it may take its time, or look after its runs. */
  @Test
  void aStreamCanBeClosedWhileItsPromptIsCounted() throws Exception {
    CountDownLatch counting = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    RateLimiter limiter =
        limiter(
            RateLimit.ofTokens(6000)
                .withCounter(
                    message -> {
                      counting.countDown();
                      awaitUninterrupted(closed);
                      return 1;
                    }));
    ChunkStream<AiMessageChunk> stream = limiter.over(model).stream("a");
    Background<?> reading = Background.run(stream::hasNext);
    counting.await();
    stream.close();
    closed.countDown();
    assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isZero(() -> limiter.state().waiting());
    assertThat(model.requests()).isEmpty();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  // ---- refusals

  @Test
  void allWaitAfterARefusalAndGoOnAtHalfTheRate() {
    ScriptedChatModel refusing =
        ScriptedChatModel.builder()
            .next(Script.failing(new Refused(Duration.ofSeconds(20))))
            .otherwise(Script.of("answer"))
            .build();
    RateLimiter limiter = limiter(RateLimit.ofRequests(60));
    ChatModel limited = limiter.over(refusing);
    assertThatThrownBy(() -> limited.invoke("a")).isInstanceOf(Refused.class);
    assertThat(limiter.state()).isEqualTo(new RateLimiterState(0, 0.5, Duration.ofSeconds(20)));
    limited.invoke("b");
    limited.invoke("c");
    assertThat(clock.waits()).isEqualTo(seconds(20, 2));
    clock.advance(Duration.ofMinutes(1));
    assertThat(limiter.state()).isEqualTo(new RateLimiterState(0, 1, Duration.ZERO));
  }

  @Test
  void aRefusalWithoutAWaitTakesThePauseOfTheLimit() {
    class RateLimitException extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
    ScriptedChatModel refusing =
        ScriptedChatModel.builder()
            .next(Script.failing(new IllegalStateException("bad request")))
            .next(Script.failing(new IllegalStateException(new RateLimitException())))
            .build();
    RateLimiter limiter = limiter(RateLimit.ofRequests(6000).withPause(Duration.ofSeconds(7)));
    assertThatThrownBy(() -> limiter.over(refusing).invoke("a")).hasMessage("bad request");
    assertThat(limiter.state().pause()).isZero();
    assertThatThrownBy(() -> limiter.over(refusing).invoke("b"))
        .hasRootCauseInstanceOf(RateLimitException.class);
    assertThat(limiter.state().pause()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void inAStormOfRefusalsEveryRunIsAnsweredInTheEnd() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    List<Long> all = Collections.synchronizedList(new ArrayList<>());
    ScriptedChatModel refusing =
        ScriptedChatModel.answering(
            prompt -> {
              all.add(clock.nanoTime() / 1_000_000);
              if (refusals.getAndIncrement() < 40) {
                return Script.failing(new Refused(Duration.ofSeconds(30)));
              }
              return Script.of("answer");
            });
    RateLimiter limiter = limiter(RateLimit.ofRequests(600));
    ChatModel limited =
        limiter
            .over(refusing)
            .withRetry(RetryPolicy.ofAttempts(100).withDelay(Duration.ZERO))
            .withConfig(RunConfig.DEFAULT.withClock(clock));
    List<Background<?>> runs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      runs.add(Background.run(() -> limited.invoke("a")));
    }
    for (Background<?> run : runs) {
      run.result();
    }
    assertThat(limiter.state().waiting()).isZero();
    assertThat(all).hasSize(64 + 40);
    assertThat(all.get(all.size() - 1)).isGreaterThanOrEqualTo(30_000);
    assertThat(refusing.openRuns()).isZero();
  }

  @Test
  void requestsThatWereUnderWayAtARefusalDoNotHalveAgain() {
    RateLimiter limiter = limiter(RateLimit.ofRequests(600));
    List<RateLimiter.Ticket> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RateLimiter.Ticket ticket = limiter.enter(ChatPrompt.of("a"));
      assertThat(await(ticket)).isZero();
      sent.add(ticket);
    }
    sent.forEach(ticket -> ticket.failed(new Refused(Duration.ofSeconds(1))));
    assertThat(limiter.state().share()).isEqualTo(0.5);
    RateLimiter.Ticket later = limiter.enter(ChatPrompt.of("a"));
    assertThat(await(later)).isEqualTo(Duration.ofSeconds(1));
    later.failed(new Refused(Duration.ofSeconds(1)));
    sent.get(0).failed(new Refused(Duration.ofSeconds(1)));
    assertThat(limiter.state().share()).isEqualTo(0.25);
  }

  private static Duration await(RateLimiter.Ticket ticket) {
    try {
      return ticket.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
