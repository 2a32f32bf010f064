package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.event.RunListener;
import dev.runnel.model.AiMessageChunk;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Streams an answer of 1,000 message chunks, which a model has ready, as text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class ModelBenchmark {
  private static final int CHUNKS = 1_000;

  private final List<AiMessageChunk> answer =
      IntStream.range(0, CHUNKS).mapToObj(i -> AiMessageChunk.ofText("word" + i + " ")).toList();
  private final RunnableSequence<String, String, String> chain =
      new TalkRunnables((prompt, run) -> ChunkStream.from(answer)).talk();
  private final Runnel<String, String, String> listened = chain.withListeners(new RunListener() {});

  /** Makes the benchmark. */
  public ModelBenchmark() {}

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
   * Runs without a listener.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void off(Blackhole sink) {
    chain.stream("parrots").forEach(sink::consume);
  }

  /**
   * Runs with a listener that does nothing.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void listener(Blackhole sink) {
    listened.stream("parrots").forEach(sink::consume);
  }
}
