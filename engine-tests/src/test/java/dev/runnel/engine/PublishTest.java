package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.shared.KeptChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PublishTest {
  @ParameterizedTest
  @EnumSource
  void nothingRunsWithoutDemandAndEachSubscriptionIsARun(Form form) {
    Steps steps = new Steps();
    Flow.Publisher<String> publisher = form.of(steps).publish(3);
    KeptChunks<String> first = new KeptChunks<>();
    KeptChunks<String> second = new KeptChunks<>();
    publisher.subscribe(first);
    publisher.subscribe(second);
    assertThat(steps.opened).hasValue(0);
    first.request(Long.MAX_VALUE);
    assertThat(first.result()).isEqualTo(Steps.expected(3));
    assertThat(second.chunks()).isEmpty();
    second.request(100);
    assertThat(second.result()).isEqualTo(Steps.expected(3));
    Eventually.isZero(steps::open);
  }

  @Test
  void aBadRequestFailsTheSubscriptionAndCancelsTheRun() {
    Steps steps = new Steps();
    KeptChunks<String> kept = new KeptChunks<>();
    Form.PULLED.of(steps).publish(3).subscribe(kept);
    kept.request(-1);
    assertThat(kept.failure())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule 3.9");
    assertThat(steps.open()).isZero();
  }

  @ParameterizedTest
  @MethodSource("formsAndDemands")
  void aSubscriberThatThrowsIsServedNoMoreAndItsRunIsCancelled(Form form, long demand)
      throws Exception {
    Steps steps = new Steps();
    CountDownLatch got = new CountDownLatch(1);
    KeptChunks<String> broken =
        new KeptChunks<>() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            got.countDown();
            throw new IllegalStateException("broken subscriber");
          }
        };
    form.of(steps).publish(100).subscribe(broken);
    broken.request(demand);
    got.await();
    Eventually.isZero(steps::open);
    assertThat(broken.chunks()).containsExactly("n0");
    assertThat(broken.ends()).isZero();
  }

  static Stream<Arguments> formsAndDemands() {
    Object[] demands = {100L, Long.MAX_VALUE};
    return Combinations.of(Form.values(), demands);
  }

  @ParameterizedTest
  @EnumSource
  void aBadRequestAfterAllWereAskedForFailsTheSubscription(Form form) {
    Steps steps = new Steps();
    KeptChunks<String> kept =
        new KeptChunks<>() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            request(0);
          }
        };
    form.of(steps).publish(100).subscribe(kept);
    kept.request(Long.MAX_VALUE);
    assertThat(kept.failure()).hasMessageContaining("rule 3.9");
    assertThat(kept.chunks()).containsExactly("n0");
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource
  void allMayBeAskedForAfterSome(Form form) {
    KeptChunks<String> kept =
        new KeptChunks<>() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            request(Long.MAX_VALUE);
          }
        };
    form.of(new Steps()).publish(50).subscribe(kept);
    kept.request(1);
    assertThat(kept.result()).isEqualTo(Steps.expected(50));
  }

  @Test
  void whatEmitsNeedsNoSecondThreadWhereAllIsAskedFor() {
    AtomicInteger threads = new AtomicInteger();
    KeptChunks<String> kept = new KeptChunks<>();
    Form.PUSHED
        .of(new Steps())
        .withConfig(
            RunConfig.DEFAULT.withExecutor(
                task -> {
                  threads.incrementAndGet();
                  RunConfig.defaultExecutor().execute(task);
                }))
        .publish(3)
        .subscribe(kept);
    kept.request(Long.MAX_VALUE);
    assertThat(kept.result()).isEqualTo(Steps.expected(3));
    assertThat(threads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void cancellingWakesWhatWaitsWhereAllWasAskedFor(Form form) throws Exception {
    BlockingSteps steps = new BlockingSteps(false);
    List<Background<Boolean>> workers = new CopyOnWriteArrayList<>();
    KeptChunks<String> kept = new KeptChunks<>();
    form.of(steps)
        .withConfig(
            RunConfig.DEFAULT.withExecutor(
                task ->
                    workers.add(
                        Background.run(
                            () -> {
                              task.run();
                              return Thread.interrupted();
                            }))))
        .publish(5)
        .subscribe(kept);
    kept.request(Long.MAX_VALUE);
    steps.waiting.await();
    kept.cancel();
    Eventually.isZero(steps::open); // a fork may have been about to open its source
    for (Background<Boolean> worker : workers) {
      assertThat(worker.result()).as("an interrupt was left").isFalse();
    }
    assertThat(kept.ends()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "PUSHED", "COMPOSED", "NESTED"})
  void allThatIsAskedForWithinTheSubscriptionIsPushedOnTheThreadOfADirectExecutor(Form form) {
    KeptChunks<String> eager = new KeptChunks<>(Long.MAX_VALUE);
    form.of(new Steps())
        .withConfig(RunConfig.DEFAULT.withExecutor(Runnable::run))
        .publish(200)
        .subscribe(eager);
    assertThat(eager.ends()).isOne();
    assertThat(eager.result()).isEqualTo(Steps.expected(200));
  }

  @Test
  void whatEmitsCannotBePulledWithADirectExecutor() {
    Steps steps = new Steps();
    try (ChunkStream<String> chunks =
        Form.PUSHED.of(steps).withConfig(RunConfig.DEFAULT.withExecutor(Runnable::run)).stream(
            200)) {
      assertThatThrownBy(chunks::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("executor with threads of its own");
    }
    assertThat(steps.open()).isZero();
  }

  @Test
  void aSubscriberMayAskWithinItsSubscriptionOnTheThreadOfADirectExecutor() {
    List<String> order = new ArrayList<>();
    KeptChunks<String> eager =
        new KeptChunks<>() {
          @Override
          public void onSubscribe(Flow.Subscription offered) {
            offered.request(Long.MAX_VALUE);
            order.add("subscribed");
          }

          @Override
          public void onNext(String chunk) {
            order.add(chunk);
          }
        };
    Form.PULLED
        .of(new Steps())
        .withConfig(RunConfig.DEFAULT.withExecutor(Runnable::run))
        .publish(1)
        .subscribe(eager);
    assertThat(order).containsExactly("subscribed", "n0", "n0'");
    assertThat(eager.ends()).isOne();
  }

  @Test
  void aPublisherOfSomebodyElseIsReadWithBoundedDemand() {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
      ChunkStream<Integer> chunks = new SubscribedStream<>(publisher);
      CompletableFuture<Void> submitting =
          CompletableFuture.runAsync(
              () -> {
                Eventually.isTrue(() -> publisher.getNumberOfSubscribers() == 1);
                for (int i = 0; i < 1000; i++) {
                  publisher.submit(i);
                }
                publisher.close();
              });
      assertThat(chunks.toJavaStream().mapToInt(Integer::intValue).sum()).isEqualTo(499_500);
      submitting.join();
    }
  }

  @Test
  void aPublisherThatPublishesTooMuchFailsAfterTheChunksThatWereAskedFor() {
    List<String> cancelled = new ArrayList<>();
    Flow.Publisher<Integer> rude =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long count) {
                    for (int i = 0; i <= count; i++) {
                      subscriber.onNext(i);
                    }
                  }

                  @Override
                  public void cancel() {
                    cancelled.add("cancelled");
                  }
                });
    ChunkStream<Integer> chunks = new SubscribedStream<>(rude);
    for (int i = 0; i < 31; i++) {
      assertThat(chunks.next()).isEqualTo(i);
    }
    assertThatThrownBy(() -> chunks.forEach(chunk -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than it was asked for");
    assertThat(cancelled).isNotEmpty();
  }

  @Test
  void thePublisherOfAPartServesOneSubscriber() {
    KeptChunks<String> second = new KeptChunks<>();
    Run run = CurrentRun.DETACHED;
    Flow.Publisher<String> publisher = StepPublisher.of(Form.PULLED.of(new Steps()).stream(2), run);
    List<String> seen = new ArrayList<>();
    new SubscribedStream<>(publisher).forEach(seen::add);
    publisher.subscribe(second);
    assertThat(seen).isEqualTo(Steps.expected(2));
    assertThat(second.failure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("subscribed to once");
  }
}
