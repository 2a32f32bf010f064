package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
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

/**
 * Passes 10,000 chunks through one or two steps that loop over their stream and emit. Pushed, they
 * need no thread; each further inversion costs one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class GeneratorBenchmark {
  private static final int CHUNKS = 10_000;

  private final List<String> text = Word.text(CHUNKS);
  private final Generators chains = new GeneratorsRunnables();

  /** Makes the benchmark. */
  public GeneratorBenchmark() {}

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
   * Measures what one generator is compared to.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneLoop(Blackhole sink) {
    GeneratorLoops.one(text, sink::consume);
  }

  /**
   * Pushes from one generator.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneForEach(Blackhole sink) {
    chains.one().stream(text).forEach(sink::consume);
  }

  /**
   * Pulls from one generator, which works on a thread of its own then.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneIterator(Blackhole sink) {
    pull(chains.one(), sink);
  }

  /**
   * Does the work of one generator with Reactor.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneReactor(Blackhole sink) {
    GeneratorLoops.reactorOne(text).subscribe(sink::consume);
  }

  /**
   * Does the work of one generator with {@code java.util.stream}.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneJavaStream(Blackhole sink) {
    GeneratorLoops.javaStreamOne(text).forEach(sink::consume);
  }

  /**
   * Does the work of one generator with RxJava.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneRxJava(Blackhole sink) {
    sink.consume(GeneratorLoops.rxJavaOne(text).subscribe(sink::consume));
  }

  /**
   * Does the work of one generator with Mutiny.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void oneMutiny(Blackhole sink) {
    GeneratorLoops.mutinyOne(text).subscribe().with(sink::consume);
  }

  /**
   * Measures what two generators are compared to.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoLoop(Blackhole sink) {
    GeneratorLoops.two(text, sink::consume);
  }

  /**
   * Pushes from two generators; the first works on a thread of its own.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoForEach(Blackhole sink) {
    chains.two().stream(text).forEach(sink::consume);
  }

  /**
   * Pulls from two generators, which both work on threads of their own.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoIterator(Blackhole sink) {
    pull(chains.two(), sink);
  }

  /**
   * Does the work of two generators with Reactor.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoReactor(Blackhole sink) {
    GeneratorLoops.reactorTwo(text).subscribe(sink::consume);
  }

  /**
   * Does the work of two generators with {@code java.util.stream}.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoJavaStream(Blackhole sink) {
    GeneratorLoops.javaStreamTwo(text).forEach(sink::consume);
  }

  /**
   * Does the work of two generators with RxJava.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoRxJava(Blackhole sink) {
    sink.consume(GeneratorLoops.rxJavaTwo(text).subscribe(sink::consume));
  }

  /**
   * Does the work of two generators with Mutiny.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void twoMutiny(Blackhole sink) {
    GeneratorLoops.mutinyTwo(text).subscribe().with(sink::consume);
  }

  private void pull(RunnableSequence<List<String>, Word, List<Word>> chain, Blackhole sink) {
    try (ChunkStream<Word> words = chain.stream(text)) {
      for (Word word : words) {
        sink.consume(word);
      }
    }
  }
}
