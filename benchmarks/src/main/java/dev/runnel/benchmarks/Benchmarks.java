package dev.runnel.benchmarks;

import dev.runnel.benchmarks.gateway.Gateway;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs a set of benchmarks and prints a table with ratios: {@code quick} in under five minutes,
 * {@code full} with all workloads; {@code cpu}, {@code memory}, {@code startup}, {@code concurrent}
 * and {@code gateway} run the programs that JMH is not made for. All else is handed to JMH.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param args what to run
   * @throws Exception if a benchmark fails
   */
  public static void main(String[] args) throws Exception {
    String what = args.length == 0 ? "" : args[0];
    switch (what) {
      case "quick" -> quick();
      case "full" -> full(Arrays.copyOfRange(args, 1, args.length));
      case "cpu" -> CpuTime.main(Arrays.copyOfRange(args, 1, args.length));
      case "memory" -> Memory.main(Arrays.copyOfRange(args, 1, args.length));
      case "startup" -> StartUp.main(Arrays.copyOfRange(args, 1, args.length));
      case "gateway" -> Gateway.main(Arrays.copyOfRange(args, 1, args.length));
      case "concurrent" -> Concurrent.main(Arrays.copyOfRange(args, 1, args.length));
      default -> Main.main(args);
    }
  }

  private static void quick() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\.PassThroughBenchmark\\.(?!loopToList|javaStream|rxJava|mutiny)")
            .include("\\.ShortBenchmark\\.(directCalls|invoke|reactor)")
            .include("\\.NestedBenchmark\\.(loop|forEach)")
            .include("\\.EventsBenchmark\\.(off|listener)")
            .param("steps", "5", "20")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(700))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(400));
    print(run(options));
  }

  private static void full(String[] jmhOptions) throws Exception {
    print(
        run(
            new OptionsBuilder()
                .parent(new CommandLineOptions(jmhOptions))
                .include("dev\\.runnel\\.benchmarks\\.(json\\.)?\\w+Benchmark\\.")));
    CpuTime.main(new String[] {"3", "5", "10", "20"});
    Memory.main(new String[0]);
    StartUp.main(new String[0]);
    Concurrent.main(new String[0]);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.addProfiler(GCProfiler.class).shouldFailOnError(true).build()).run();
  }

  private static void print(Collection<RunResult> results) {
    System.out.println(Machine.describe());
    List<ResultTable.Row> rows = results.stream().map(ResultTable.Row::of).toList();
    System.out.println(new ResultTable(rows));
  }
}
