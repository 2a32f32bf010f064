package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
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

/** Passes 10,000 chunks through five steps, which four chunk events a chunk could tell of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class EventsBenchmark {
  private static final int CHUNKS = 10_000;

  private final List<String> text = Word.text(CHUNKS);
  private final RunnableSequence<List<String>, Word, List<Word>> chain =
      new PassThroughRunnables().five();
  private final Runnel<List<String>, Word, List<Word>> heard =
      chain.withListeners(new RunListener() {});

  /** Makes the benchmark. */
  public EventsBenchmark() {}

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
   * Runs without a listener: what the others are compared to.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void off(Blackhole sink) {
    chain.stream(text).forEach(sink::consume);
  }

  /**
   * Runs with a listener that does nothing.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void listener(Blackhole sink) {
    heard.stream(text).forEach(sink::consume);
  }

  /**
   * Reads all events.
   *
   * @param sink takes the events
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void streamEvents(Blackhole sink) {
    try (ChunkStream<StreamEvent> events = chain.streamEvents(text)) {
      events.forEach(sink::consume);
    }
  }
}
