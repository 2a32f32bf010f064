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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PublishTest {
  /** Keeps its subscription and what it gets. */
  private static class Kept implements Flow.Subscriber<String> {
    final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
    final List<String> chunks = new ArrayList<>();
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription offered) {
      subscription.set(offered);
    }

    @Override
    public void onNext(String chunk) {
      chunks.add(chunk);
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(failure);
    }

    @Override
    public void onComplete() {
      ended.complete(null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingRunsWithoutDemandAndEachSubscriptionIsARun(Form form) {
    Steps steps = new Steps();
    Flow.Publisher<String> publisher = form.of(steps).publish(3);
    Kept first = new Kept();
    Kept second = new Kept();
    publisher.subscribe(first);
    publisher.subscribe(second);
    assertThat(steps.opened).hasValue(0);
    first.subscription.get().request(Long.MAX_VALUE);
    assertThat(first.ended.join()).isNull();
    assertThat(first.chunks).isEqualTo(Steps.expected(3));
    assertThat(second.chunks).isEmpty();
    second.subscription.get().request(100);
    assertThat(second.ended.join()).isNull();
    assertThat(second.chunks).isEqualTo(Steps.expected(3));
    Eventually.isZero(steps::open);
  }

  @Test
  void aBadRequestFailsTheSubscriptionAndCancelsTheRun() {
    Steps steps = new Steps();
    Kept kept = new Kept();
    Form.PULLED.of(steps).publish(3).subscribe(kept);
    kept.subscription.get().request(-1);
    assertThat(kept.ended.join())
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
    Kept broken =
        new Kept() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            got.countDown();
            throw new IllegalStateException("broken subscriber");
          }
        };
    form.of(steps).publish(100).subscribe(broken);
    broken.subscription.get().request(demand);
    got.await();
    Eventually.isZero(steps::open);
    assertThat(broken.chunks).containsExactly("n0");
    assertThat(broken.ended).isNotDone();
  }

  static Stream<Arguments> formsAndDemands() {
    Object[] demands = {100L, Long.MAX_VALUE};
    return Combinations.of(Form.values(), demands);
  }

  @ParameterizedTest
  @EnumSource
  void aBadRequestAfterAllWereAskedForFailsTheSubscription(Form form) {
    Steps steps = new Steps();
    Kept kept =
        new Kept() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            subscription.get().request(0);
          }
        };
    form.of(steps).publish(100).subscribe(kept);
    kept.subscription.get().request(Long.MAX_VALUE);
    assertThat(kept.ended.join()).hasMessageContaining("rule 3.9");
    assertThat(kept.chunks).containsExactly("n0");
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource
  void allMayBeAskedForAfterSome(Form form) {
    Kept kept =
        new Kept() {
          @Override
          public void onNext(String chunk) {
            super.onNext(chunk);
            subscription.get().request(Long.MAX_VALUE);
          }
        };
    form.of(new Steps()).publish(50).subscribe(kept);
    kept.subscription.get().request(1);
    assertThat(kept.ended.join()).isNull();
    assertThat(kept.chunks).isEqualTo(Steps.expected(50));
  }

  @Test
  void whatEmitsNeedsNoSecondThreadWhereAllIsAskedFor() {
    AtomicInteger threads = new AtomicInteger();
    Kept kept = new Kept();
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
    kept.subscription.get().request(Long.MAX_VALUE);
    assertThat(kept.ended.join()).isNull();
    assertThat(kept.chunks).isEqualTo(Steps.expected(3));
    assertThat(threads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void cancellingWakesWhatWaitsWhereAllWasAskedFor(Form form) throws Exception {
    BlockingSteps steps = new BlockingSteps(false);
    List<Background<Boolean>> workers = new CopyOnWriteArrayList<>();
    Kept kept = new Kept();
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
    kept.subscription.get().request(Long.MAX_VALUE);
    steps.waiting.await();
    kept.subscription.get().cancel();
    Eventually.isZero(steps::open); // a fork may have been about to open its source
    for (Background<Boolean> worker : workers) {
      assertThat(worker.result()).as("an interrupt was left").isFalse();
    }
    assertThat(kept.ended).isNotDone();
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "PUSHED", "COMPOSED", "NESTED"})
  void allThatIsAskedForWithinTheSubscriptionIsPushedOnTheThreadOfADirectExecutor(Form form) {
    Kept eager =
        new Kept() {
          @Override
          public void onSubscribe(Flow.Subscription offered) {
            offered.request(Long.MAX_VALUE);
          }
        };
    form.of(new Steps())
        .withConfig(RunConfig.DEFAULT.withExecutor(Runnable::run))
        .publish(200)
        .subscribe(eager);
    assertThat(eager.ended).isCompletedWithValue(null);
    assertThat(eager.chunks).isEqualTo(Steps.expected(200));
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
    Kept eager =
        new Kept() {
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
    assertThat(eager.ended).isCompleted();
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
    Kept second = new Kept();
    Run run = CurrentRun.DETACHED;
    Flow.Publisher<String> publisher = StepPublisher.of(Form.PULLED.of(new Steps()).stream(2), run);
    List<String> seen = new ArrayList<>();
    new SubscribedStream<>(publisher).forEach(seen::add);
    publisher.subscribe(second);
    assertThat(seen).isEqualTo(Steps.expected(2));
    assertThat(second.ended.join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("subscribed to once");
  }
}
