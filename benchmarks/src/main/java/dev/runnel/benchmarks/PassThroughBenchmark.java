package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunnableSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Passes 10,000 chunks through maps, filters and stateful steps; the time is that of a chunk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class PassThroughBenchmark {
  static final int CHUNKS = 10_000;

  private static final RunConfig ON_THIS_THREAD = RunConfig.DEFAULT.withExecutor(Runnable::run);

  /** The length of the chain, source included. */
  @Param({"3", "5", "10", "20"})
  public int steps;

  private final List<String> text = Word.text(CHUNKS);
  private final PassThrough chains = new PassThroughRunnables();
  private final StepLoops stepLoops = new StepLoops(chains);
  private RunnableSequence<List<String>, Word, List<Word>> chain = chains.five();

  /** Makes the benchmark. */
  public PassThroughBenchmark() {}

  /**
   * Chooses the chain, and runs all others.
   *
   * @param sink takes what they give
   */
  @Setup
  public void setUp(Blackhole sink) {
    chain = chains.ofSteps(steps);
    Pollution.run(sink::consume);
  }

  /**
   * Measures what all others are compared to.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void loop(Blackhole sink) {
    WordLoops.ofSteps(steps, text, sink::consume);
  }

  /**
   * Calls the chain's own steps from a loop, without the engine.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void sameSteps(Blackhole sink) {
    stepLoops.ofSteps(steps, text, sink::consume);
  }

  /**
   * Adds the loop's chunks up to a list, to compare {@link #invoke} to.
   *
   * @return the list
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public List<Word> loopToList() {
    List<Word> words = new ArrayList<>();
    WordLoops.ofSteps(steps, text, words::add);
    return words;
  }

  /**
   * Lets the chain push.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void forEach(Blackhole sink) {
    chain.stream(text).forEach(sink::consume);
  }

  /**
   * Pulls from the chain.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void iterator(Blackhole sink) {
    try (ChunkStream<Word> words = chain.stream(text)) {
      for (Word word : words) {
        sink.consume(word);
      }
    }
  }

  /**
   * Collects the chunks of the chain.
   *
   * @return the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public List<Word> invoke() {
    return chain.invoke(text);
  }

  /**
   * Subscribes to the chain, which then works on another thread.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void publish(Blackhole sink) {
    Subscribers.readAll(chain.publish(text), sink::consume);
  }

  /**
   * Subscribes to the chain, which then works on the subscriber's own thread.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void publishHere(Blackhole sink) {
    Subscribers.readAll(chain.withConfig(ON_THIS_THREAD).publish(text), sink::consume);
  }

  /**
   * Does the work with the streams of the JDK.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void javaStream(Blackhole sink) {
    WordStreams.javaStream(steps, text).forEach(sink::consume);
  }

  /**
   * Does the work with Reactor.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void reactor(Blackhole sink) {
    WordStreams.reactor(steps, text).subscribe(sink::consume);
  }

  /**
   * Does the work with RxJava.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void rxJava(Blackhole sink) {
    sink.consume(WordStreams.rxJava(steps, text).subscribe(sink::consume));
  }

  /**
   * Does the work with Mutiny.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void mutiny(Blackhole sink) {
    WordStreams.mutiny(steps, text).subscribe().with(sink::consume);
  }
}
