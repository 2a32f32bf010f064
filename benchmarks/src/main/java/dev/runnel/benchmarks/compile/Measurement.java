package dev.runnel.benchmarks.compile;

import dev.runnel.benchmarks.compile.Compilation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures compilations: in a new JVM each time (cold), or again and again in this one (warm). The
 * kinds take turns, so that other load on the machine meets all of them.
 */
final class Measurement {
  /** How many classes are compiled before the compiler counts as warm, whatever the size. */
  private static final int WARM = Integer.getInteger("runnel.warm", 3_000);

  private final int rounds;

  Measurement(int rounds) {
    this.rounds = rounds;
  }

  /** Returns what a kind of compilation took. */
  static Cost of(Map<Kind, Cost> costs, Kind kind) {
    return Objects.requireNonNull(costs.get(kind));
  }

  Map<Kind, Cost> cold(Compilation compilation, List<Kind> kinds)
      throws IOException, InterruptedException {
    Map<Kind, List<Cost>> costs = new EnumMap<>(Kind.class);
    for (int i = 0; i < rounds; i++) {
      for (Kind kind : kinds) {
        costs.computeIfAbsent(kind, each -> new ArrayList<>()).add(fresh(compilation, kind));
      }
    }
    return medians(costs, 0);
  }

  Map<Kind, Cost> warm(Compilation compilation, int classes, List<Kind> kinds) throws IOException {
    int before = rounds == 1 ? 0 : Math.max(3, WARM / classes);
    Map<Kind, List<Cost>> costs = new EnumMap<>(Kind.class);
    for (int i = 0; i < before + rounds; i++) {
      for (Kind kind : kinds) {
        costs.computeIfAbsent(kind, each -> new ArrayList<>()).add(compilation.measure(kind));
      }
    }
    return medians(costs, before);
  }

  private static Map<Kind, Cost> medians(Map<Kind, List<Cost>> costs, int from) {
    Map<Kind, Cost> medians = new EnumMap<>(Kind.class);
    costs.forEach((kind, all) -> medians.put(kind, Cost.median(all.subList(from, all.size()))));
    return medians;
  }

  private static Cost fresh(Compilation compilation, Kind kind)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-classpath",
                System.getProperty("java.class.path"),
                CompileTime.class.getName(),
                "once",
                compilation.folder().toString(),
                compilation.classes().name(),
                kind.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The compiler's own JVM failed: " + printed);
    }
    return Cost.parse(printed.strip().substring(printed.strip().lastIndexOf('\n') + 1));
  }
}
