package dev.runnel.benchmarks.json;

import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;

/**
 * Reads one document in chunks of four characters. The time is that of the whole document: divide
 * it by {@code size} for the time of a character, which must not grow.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
public class JsonParserBenchmark {
  private static final JsonReadOptions OPTIONS = JsonReadOptions.DEFAULT;

  /** About how many characters the document has. */
  @Param({"10000", "100000", "1000000", "10000000"})
  private int size;

  private ChunkedDocument document = ChunkedDocument.ofSize(0);

  /** Makes the benchmark. */
  public JsonParserBenchmark() {}

  /** Makes the document. */
  @Setup
  public void makeDocument() {
    document = ChunkedDocument.ofSize(size);
  }

  /**
   * Reads with Jackson's non-blocking parser: what the others are compared to.
   *
   * @return the checksum
   */
  @Benchmark
  public long jackson() {
    return JacksonRun.checksum(document.bytes());
  }

  /**
   * Only parses.
   *
   * @return the checksum
   */
  @Benchmark
  public long parseOnly() {
    return RunnelRun.checksum(document.chunks());
  }

  /**
   * Makes a snapshot after each chunk.
   *
   * @param hole takes the snapshots
   */
  @Benchmark
  public void snapshots(Blackhole hole) {
    RunnelRun.run(JsonReader.snapshots(OPTIONS), document.chunks(), hole::consume);
  }

  /**
   * Makes a patch after each chunk.
   *
   * @param hole takes the patches
   */
  @Benchmark
  public void patches(Blackhole hole) {
    RunnelRun.run(JsonReader.patches(OPTIONS), document.chunks(), hole::consume);
  }

  /**
   * Gives each element when it is complete.
   *
   * @param hole takes the elements
   */
  @Benchmark
  public void elements(Blackhole hole) {
    RunnelRun.run(
        JsonReader.elements("/countries", JsonNode.class, OPTIONS),
        document.chunks(),
        hole::consume);
  }
}
