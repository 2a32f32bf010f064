package dev.runnel.benchmarks.compile;

import dev.runnel.benchmarks.compile.Compilation.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares what processors cost a build, each with as many classes of its own. What a processor
 * itself costs is measured against the same sources and the generated ones without it; what it adds
 * in all, against the sources alone. Micronaut's writes class files, and so has no sources to be
 * compiled without it.
 */
final class Peers {
  /** Says in which JVM it is compiled. */
  enum State {
    /** In a new one each time. */
    COLD,
    /** Again and again in one. */
    WARM
  }

  private static final double MILLION = 1e6;
  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final Map<ChainSources, String> NAMES =
      Map.of(
          ChainSources.CHAINS, "Runnel, a chain of five steps",
          ChainSources.AUTO_VALUE, "AutoValue, five properties and a builder",
          ChainSources.MAP_STRUCT, "MapStruct, five components mapped, and a list",
          ChainSources.RECORD_BUILDER, "record-builder, five components",
          ChainSources.MICRONAUT, "Micronaut, three beans");

  private final PrintStream out;
  private final Measurement measurement;
  private final int count;

  private Peers(PrintStream out, int rounds, int count) {
    this.out = out;
    this.measurement = new Measurement(rounds);
    this.count = count;
  }

  /** Prints a table. */
  static void compare(PrintStream out, int rounds, int count, List<State> states)
      throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%d cores, JDK %s, %d classes, median of %d, load %.1f%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        count,
        rounds,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    out.println("| ms CPU | with it | it alone, a class | all that it adds, a class |");
    out.println("|---|--:|--:|--:|");
    new Peers(out, rounds, count).run(states);
  }

  private void run(List<State> states) throws IOException, InterruptedException {
    for (ChainSources classes : ChainSources.values()) {
      String name = NAMES.get(classes);
      if (name != null) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
          Compilation compilation = Compilation.prepare(folder.path(), classes, count);
          for (State state : states) {
            row(state, name, measure(state, compilation));
          }
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%nLoad at the end %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private Map<Kind, Cost> measure(State state, Compilation compilation)
      throws IOException, InterruptedException {
    return switch (state) {
      case COLD -> measurement.cold(compilation, KINDS);
      case WARM -> measurement.warm(compilation, count, KINDS);
    };
  }

  private void row(State state, String name, Map<Kind, Cost> costs) {
    Cost with = Measurement.of(costs, Kind.PROCESSOR);
    out.printf(
        Locale.ROOT,
        "| %s: %s | %.0f | %.1f | %.1f |%n",
        state.name().toLowerCase(Locale.ROOT),
        name,
        with.cpu() / MILLION,
        with.minus(Measurement.of(costs, Kind.CONTROL)).cpu() / MILLION / count,
        with.minus(Measurement.of(costs, Kind.PLAIN)).cpu() / MILLION / count);
  }
}
