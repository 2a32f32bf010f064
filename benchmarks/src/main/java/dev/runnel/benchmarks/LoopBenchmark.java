package dev.runnel.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the loop that a programmer writes by hand: what every other number is compared to. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {

  private static final int CHUNKS = 10_000;

  private final int[] chunks = new int[CHUNKS];

  /** Makes the benchmark with its chunks. */
  public LoopBenchmark() {
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] = i;
    }
  }

  /** Maps and sums all chunks; the time is that of one chunk. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public long handWrittenLoop() {
    long sum = 0;
    for (int chunk : chunks) {
      sum += chunk * 3L;
    }
    return sum;
  }
}
