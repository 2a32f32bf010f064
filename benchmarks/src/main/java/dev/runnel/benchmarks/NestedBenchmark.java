package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Passes 10,000 chunks through five steps that stand in three chains, one inside the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class NestedBenchmark {
  private static final int CHUNKS = 10_000;

  private final List<String> text = Word.text(CHUNKS);
  private final Nested chains = new NestedRunnables();

  /** Makes the benchmark. */
  public NestedBenchmark() {}

  /**
   * Runs other chains.
   *
   * @param sink takes what they give
   */
  @Setup
  public void setUp(Blackhole sink) {
    Pollution.run(sink::consume);
  }

  /**
   * Measures what the others are compared to.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void loop(Blackhole sink) {
    WordLoops.ofSteps(5, text, sink::consume);
  }

  /**
   * Lets the outer chain push.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void forEach(Blackhole sink) {
    chains.outer().stream(text).forEach(sink::consume);
  }

  /**
   * Pulls from the outer chain.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void iterator(Blackhole sink) {
    try (ChunkStream<Word> words = chains.outer().stream(text)) {
      for (Word word : words) {
        sink.consume(word);
      }
    }
  }

  /**
   * Does the same work, flat, with {@code java.util.stream}.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void javaStream(Blackhole sink) {
    WordStreams.javaStream(5, text).forEach(sink::consume);
  }

  /**
   * Does the same work, flat, with Reactor.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void reactor(Blackhole sink) {
    WordStreams.reactor(5, text).subscribe(sink::consume);
  }

  /**
   * Does the same work, flat, with RxJava.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void rxJava(Blackhole sink) {
    sink.consume(WordStreams.rxJava(5, text).subscribe(sink::consume));
  }

  /**
   * Does the same work, flat, with Mutiny.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void mutiny(Blackhole sink) {
    WordStreams.mutiny(5, text).subscribe().with(sink::consume);
  }
}
