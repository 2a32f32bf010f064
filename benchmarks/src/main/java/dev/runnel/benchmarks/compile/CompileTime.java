package dev.runnel.benchmarks.compile;

import dev.runnel.benchmarks.compile.Compilation.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
  private static final double MILLION = 1e6;

  private final PrintStream out;
  private final int rounds;

  private CompileTime(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  /**
   * Runs the benchmark.
   *
   * @param arguments nothing for all of it; {@code once FOLDER KIND} for one compilation, of which
   *     the cost is printed; or {@code ROUNDS SIZE...}
   * @throws IOException if files cannot be written or read
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals("once")) {
      Compilation compilation = Compilation.in(Path.of(arguments[1]));
      System.out.println(compilation.measure(Kind.valueOf(arguments[2])));
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
    for (int size : sizes) {
      Compilation.prepare(folder.resolve("" + size), ChainSources.CHAINS, size);
    }
    for (int size : sizes) {
      row("cold", size, cold(folder.resolve("" + size)));
    }
    for (int size : sizes) {
      warm.add(row("warm", size, warm(Compilation.in(folder.resolve("" + size)), size)));
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
    Medians costs = warm(Compilation.prepare(own, kind, count), count);
    out.printf(
        Locale.ROOT,
        "%nEach %s adds %.2f ms CPU (warm, %,d of them).%n",
        what,
        costs.with().minus(costs.control()).cpu() / MILLION / count,
        count);
  }

  /** Prints a line of the table, and returns the processor's cost. */
  private Cost row(String state, int chains, Medians costs) {
    Cost processor = costs.with().minus(costs.control());
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %.0f | %.0f | %.2f | %.2f |%n",
        state,
        chains,
        costs.with().cpu() / MILLION,
        costs.control().cpu() / MILLION,
        processor.cpu() / MILLION / chains,
        processor.wall() / MILLION / chains);
    return processor;
  }

  private Medians cold(Path folder) throws IOException, InterruptedException {
    List<Cost> with = new ArrayList<>();
    List<Cost> control = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      with.add(fresh(folder, Kind.PROCESSOR));
      control.add(fresh(folder, Kind.CONTROL));
    }
    return new Medians(Cost.median(with), Cost.median(control));
  }

  private static Cost fresh(Path folder, Kind kind) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-classpath",
                System.getProperty("java.class.path"),
                CompileTime.class.getName(),
                "once",
                folder.toString(),
                kind.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The compiler's own JVM failed: " + printed);
    }
    return Cost.parse(printed);
  }

  /** Compiles until the compiler is warm: some 3,000 chains of each kind, whatever the size. */
  private Medians warm(Compilation compilation, int chains) throws IOException {
    int before = rounds == 1 ? 0 : Math.max(3, 3_000 / chains);
    List<Cost> with = new ArrayList<>();
    List<Cost> control = new ArrayList<>();
    for (int i = 0; i < before + rounds; i++) {
      with.add(compilation.measure(Kind.PROCESSOR));
      control.add(compilation.measure(Kind.CONTROL));
    }
    return new Medians(
        Cost.median(with.subList(before, before + rounds)),
        Cost.median(control.subList(before, before + rounds)));
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

  /** What both kinds of compilation took. */
  private record Medians(Cost with, Cost control) {}
}
