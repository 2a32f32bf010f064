package dev.runnel.benchmarks;

import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
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

/** Runs a chain of five steps that each give one value; the time is that of a whole run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class ShortBenchmark {
  private final ShortRun steps = new ShortRunRunnables();
  private String input = "short";

  /** Makes the benchmark. */
  public ShortBenchmark() {}

  /**
   * Runs other chains.
   *
   * @param sink takes what they give
   */
  @Setup
  public void setUp(Blackhole sink) {
    input = "short";
    Pollution.run(sink::consume);
  }

  /**
   * Measures what all others are compared to.
   *
   * @return the result
   */
  @Benchmark
  public String directCalls() {
    return steps.directly(input);
  }

  /**
   * Runs the chain.
   *
   * @return the result
   */
  @Benchmark
  public String invoke() {
    return steps.chain().invoke(input);
  }

  /**
   * Does the work with Reactor.
   *
   * @return the result
   */
  @Benchmark
  public String reactor() {
    return Objects.requireNonNull(
        Mono.just(input)
            .map(steps::read)
            .map(steps::second)
            .map(steps::third)
            .map(steps::fourth)
            .map(steps::text)
            .block());
  }

  /**
   * Does the work with RxJava.
   *
   * @return the result
   */
  @Benchmark
  public String rxJava() {
    return Single.just(input)
        .map(steps::read)
        .map(steps::second)
        .map(steps::third)
        .map(steps::fourth)
        .map(steps::text)
        .blockingGet();
  }

  /**
   * Does the work with Mutiny.
   *
   * @return the result
   */
  @Benchmark
  public String mutiny() {
    return Uni.createFrom()
        .item(input)
        .map(steps::read)
        .map(steps::second)
        .map(steps::third)
        .map(steps::fourth)
        .map(steps::text)
        .await()
        .indefinitely();
  }
}
