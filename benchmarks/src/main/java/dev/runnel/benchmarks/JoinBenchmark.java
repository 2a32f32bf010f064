package dev.runnel.benchmarks;

import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Runs two steps beside each other, of some microseconds each, and joins what they give; the time
 * is that of a whole run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class JoinBenchmark {
  private final Join steps = new JoinRunnables();
  private String input = "parallel";

  /** Makes the benchmark. */
  public JoinBenchmark() {}

  /**
   * Runs other chains.
   *
   * @param sink takes what they give
   */
  @Setup
  public void setUp(Blackhole sink) {
    input = "parallel";
    Pollution.run(sink::consume);
  }

  /**
   * Calls the steps one after the other.
   *
   * @return the result
   */
  @Benchmark
  public String oneAfterTheOther() {
    return steps.join(steps.left(input), steps.right(input));
  }

  /**
   * Gives one step to a pool, and does the other meanwhile: the best that one can write by hand.
   *
   * @return the result
   */
  @Benchmark
  public String completableFuture() {
    CompletableFuture<Long> right = CompletableFuture.supplyAsync(() -> steps.right(input));
    Word left = steps.left(input);
    return steps.join(left, right.join());
  }

  /**
   * Runs the chain.
   *
   * @return the result
   */
  @Benchmark
  public String invoke() {
    return steps.joined().invoke(input);
  }

  /**
   * Does the work with Reactor.
   *
   * @return the result
   */
  @Benchmark
  public String reactor() {
    Mono<Long> right =
        Mono.fromCallable(() -> steps.right(input)).subscribeOn(Schedulers.parallel());
    Mono<Word> left = Mono.fromCallable(() -> steps.left(input));
    return Objects.requireNonNull(
        Mono.zip(right, left, (second, first) -> steps.join(first, second)).block());
  }

  /**
   * Does the work with RxJava.
   *
   * @return the result
   */
  @Benchmark
  public String rxJava() {
    Single<Long> right =
        Single.fromCallable(() -> steps.right(input))
            .subscribeOn(io.reactivex.rxjava3.schedulers.Schedulers.computation());
    Single<Word> left = Single.fromCallable(() -> steps.left(input));
    return Single.zip(right, left, (second, first) -> steps.join(first, second)).blockingGet();
  }

  /**
   * Does the work with Mutiny.
   *
   * @return the result
   */
  @Benchmark
  public String mutiny() {
    Uni<Long> right =
        Uni.createFrom()
            .item(() -> steps.right(input))
            .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    Uni<Word> left = Uni.createFrom().item(() -> steps.left(input));
    return Uni.combine()
        .all()
        .unis(right, left)
        .with((second, first) -> steps.join(first, second))
        .await()
        .indefinitely();
  }
}
