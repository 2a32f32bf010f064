package dev.runnel.benchmarks.json;

import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.List;
import java.util.Map;
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
import tools.jackson.core.type.TypeReference;

/**
 * Binds a growing document after each chunk of four characters. The time is that of the whole
 * document: divide it by {@code size} for the time of a character. It must not grow for a list and
 * a map; for an array it does, since each draft has an array of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DraftsBenchmark {
  private static final TypeReference<List<Integer>> LIST = new TypeReference<>() {};
  private static final TypeReference<Map<String, Integer>> MAP = new TypeReference<>() {};

  /** About how many characters the document has. */
  @Param({"2500", "10000", "40000", "160000"})
  private int size;

  private List<String> numbers = List.of();
  private List<String> members = List.of();

  /** Makes the benchmark. */
  public DraftsBenchmark() {}

  /** Makes the documents. */
  @Setup
  public void makeDocuments() {
    numbers = cut("[" + "1,".repeat(size / 2) + "1]");
    StringBuilder text = new StringBuilder("{\"k\":1");
    while (text.length() < size) {
      text.append(",\"k").append(text.length()).append("\":1");
    }
    members = cut(text.append('}').toString());
  }

  private static List<String> cut(String text) {
    return List.of(text.split("(?<=\\G.{4})"));
  }

  /**
   * Binds to a list.
   *
   * @param hole takes the drafts
   */
  @Benchmark
  public void list(Blackhole hole) {
    RunnelRun.run(JsonReader.drafts(LIST, JsonReadOptions.DEFAULT), numbers, hole::consume);
  }

  /**
   * Binds to a map.
   *
   * @param hole takes the drafts
   */
  @Benchmark
  public void map(Blackhole hole) {
    RunnelRun.run(JsonReader.drafts(MAP, JsonReadOptions.DEFAULT), members, hole::consume);
  }

  /**
   * Binds to an array.
   *
   * @param hole takes the drafts
   */
  @Benchmark
  public void array(Blackhole hole) {
    RunnelRun.run(JsonReader.drafts(int[].class, JsonReadOptions.DEFAULT), numbers, hole::consume);
  }
}
