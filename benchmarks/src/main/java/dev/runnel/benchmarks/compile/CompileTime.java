package dev.runnel.benchmarks.compile;

import dev.runnel.benchmarks.compile.Compilation.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what the processor adds to a compilation of 10, 100 and 1,000 chains of five steps, of
 * schemas, and of tools: in a new JVM each time (cold), and again and again in one (warm). The
 * difference to a control, which compiles the same sources and the generated ones without a
 * processor, is the processor's cost.
 *
 * <p>{@code ./mvnw -q compile exec:exec@compile-time -pl benchmarks -am} runs it and prints a
 * table. Processor time is that of all threads of the process, so that other load on the machine
 * counts for little.
 */
public final class CompileTime {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000);
  private static final List<Kind> KINDS = List.of(Kind.PROCESSOR, Kind.CONTROL);
  private static final double MILLION = 1e6;

  private final PrintStream out;
  private final int rounds;
  private final Measurement measurement;

  private CompileTime(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
    this.measurement = new Measurement(rounds);
  }

  /**
   * Runs the benchmark.
   *
   * @param arguments nothing for all of it, or {@code ROUNDS SIZE...}; {@code peers ROUNDS SIZE} to
   *     compare with other processors, and {@code cold} or {@code warm} behind it for half of that;
   *     {@code once FOLDER CLASSES KIND} for one compilation, of which the cost is printed
   * @throws IOException if files cannot be written or read
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    if (given.size() == 4 && given.get(0).equals("once")) {
      Compilation compilation =
          Compilation.in(Path.of(arguments[1]), ChainSources.valueOf(arguments[2]));
      System.out.println(compilation.measure(Kind.valueOf(arguments[3])));
      return;
    }
    if (given.size() >= 3 && given.get(0).equals("peers")) {
      List<Peers.State> states =
          given.size() == 3
              ? List.of(Peers.State.values())
              : given.subList(3, given.size()).stream()
                  .map(state -> Peers.State.valueOf(state.toUpperCase(Locale.ROOT)))
                  .toList();
      Peers.compare(
          System.out, Integer.parseInt(given.get(1)), Integer.parseInt(given.get(2)), states);
      return;
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      sizes.add(Integer.valueOf(arguments[i]));
    }
    int rounds = arguments.length == 0 ? 7 : Integer.parseInt(arguments[0]);
    new CompileTime(System.out, rounds).run(sizes.isEmpty() ? SIZES : sizes);
  }

  private void run(List<Integer> sizes) throws IOException, InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        Locale.ROOT,
        "%d cores, heap of at most %d MiB, JDK %s; median of %d%n%n",
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        Runtime.version(),
        rounds);
    out.println(
        "| | chains | with, ms CPU | control, ms CPU | processor, ms CPU a chain | ms wall |");
    out.println("|---|---:|---:|---:|---:|---:|");
    try (TemporaryFolder all = TemporaryFolder.create()) {
      rows(all.path(), sizes);
    }
  }

  private void rows(Path folder, List<Integer> sizes) throws IOException, InterruptedException {
    List<Cost> warm = new ArrayList<>();
    List<Compilation> compilations = new ArrayList<>();
    for (int size : sizes) {
      compilations.add(Compilation.prepare(folder.resolve("" + size), ChainSources.CHAINS, size));
    }
    for (int i = 0; i < sizes.size(); i++) {
      row("cold", sizes.get(i), measurement.cold(compilations.get(i), KINDS));
    }
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      warm.add(row("warm", size, measurement.warm(compilations.get(i), size, KINDS)));
    }
    slopes(sizes, warm);
    other(folder, ChainSources.SCHEMAS, "schema of a record of six properties", sizes);
    other(folder, ChainSources.TOOLS, "tool of three parameters", sizes);
  }

  /** Prints what one more class of another kind costs; of the second size, since it is warm. */
  private void other(Path folder, ChainSources kind, String what, List<Integer> sizes)
      throws IOException {
    int count = sizes.get(Math.min(1, sizes.size() - 1));
    Path own = Files.createDirectories(folder.resolve(kind.name()));
    Map<Kind, Cost> costs = measurement.warm(Compilation.prepare(own, kind, count), count, KINDS);
    out.printf(
        Locale.ROOT,
        "%nEach %s adds %.2f ms CPU (warm, %,d of them).%n",
        what,
        processor(costs).cpu() / MILLION / count,
        count);
  }

  /** Prints a line of the table, and returns the processor's cost. */
  private Cost row(String state, int chains, Map<Kind, Cost> costs) {
    Cost processor = processor(costs);
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %.0f | %.0f | %.2f | %.2f |%n",
        state,
        chains,
        Measurement.of(costs, Kind.PROCESSOR).cpu() / MILLION,
        Measurement.of(costs, Kind.CONTROL).cpu() / MILLION,
        processor.cpu() / MILLION / chains,
        processor.wall() / MILLION / chains);
    return processor;
  }

  private static Cost processor(Map<Kind, Cost> costs) {
    return Measurement.of(costs, Kind.PROCESSOR).minus(Measurement.of(costs, Kind.CONTROL));
  }

  /** Prints how the cost of one more chain grows with the number of chains. */
  private void slopes(List<Integer> sizes, List<Cost> warm) {
    for (int i = 1; i < sizes.size(); i++) {
      double chains = sizes.get(i) - sizes.get(i - 1);
      out.printf(
          Locale.ROOT,
          "%nEach chain from %,d to %,d adds %.2f ms CPU (warm).",
          sizes.get(i - 1),
          sizes.get(i),
          (warm.get(i).cpu() - warm.get(i - 1).cpu()) / MILLION / chains);
    }
    out.println();
  }
}
