package dev.runnel.benchmarks.flink;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures CPU time and rate of answers in an embedded cluster: a chain as an operator, beside an
 * {@code AsyncFunction} by hand and the same chain in a batch. The ways take turns in one process.
 */
public final class FlinkBenchmark {
  private static final int ROUNDS = 3;

  /** How many answers are measured for each call that is open at the same time. */
  private static final int ANSWERS_OF_EACH = 30;

  /** And how many of them at most. */
  private static final int MOST_ANSWERS = 60_000;

  private static final int WARM_UP_OPEN = 2_000;

  private FlinkBenchmark() {}

  /**
   * Measures, and prints a table.
   *
   * @param args how many calls are open, such as {@code 100,1000,10000}; the number of rounds, or
   *     {@code held} to measure what the calls hold; and {@code http} to ask over HTTP, not a timer
   * @throws Exception if a job fails
   */
  public static void main(String[] args) throws Exception {
    List<Integer> opens =
        Stream.of((args.length > 0 ? args[0] : "100,1000,10000").split(",", -1))
            .map(Integer::valueOf)
            .toList();
    if (args.length > 1 && args[1].equals("held")) {
      HeldCalls.main(opens);
      return;
    }
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    if (args.length > 2 && args[2].equals("http")) {
      try (SlowServer server = SlowServer.start()) {
        SlowModel.askOver(new HttpModelClient(server.address()));
        measure(opens, rounds);
      }
    } else {
      measure(opens, rounds);
    }
  }

  private static void measure(List<Integer> opens, int rounds) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Cores: %d, JDK: %s, load at the start: %.1f%n%n"
            + "| open calls | way | CPU of an answer, least | median | least, times by hand | answers/s |%n"
            + "|--:|---|--:|--:|--:|--:|%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        load());
    for (Way way : Way.values()) {
      measure(way, WARM_UP_OPEN); // so that all is compiled before anything is measured
    }
    for (int open : opens) {
      print(open, measure(open, rounds));
    }
    System.out.printf(Locale.ROOT, "%nLoad at the end: %.1f%n", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static Map<Way, List<Meter.Result>> measure(int open, int rounds) throws Exception {
    Map<Way, List<Meter.Result>> results = new EnumMap<>(Way.class);
    for (int round = 0; round < rounds; round++) {
      for (Way way : Way.values()) {
        results.computeIfAbsent(way, added -> new ArrayList<>()).add(measure(way, open));
      }
    }
    return results;
  }

  private static Meter.Result measure(Way way, int open) throws Exception {
    long answers = Math.min(MOST_ANSWERS, (long) open * ANSWERS_OF_EACH);
    Meter.begin(open * 2L, open * 2L + answers);
    way.run(open, open * 2L + answers);
    return Meter.result();
  }

  private static void print(int open, Map<Way, List<Meter.Result>> results) {
    double byHand = micros(results, Way.BY_HAND)[0];
    results.forEach(
        (way, all) -> {
          double[] micros = micros(results, way);
          System.out.printf(
              Locale.ROOT,
              "| %,d | %s | %.1f us | %.1f us | %.2f | %,.0f |%n",
              open,
              way.title(),
              micros[0],
              micros[micros.length / 2],
              micros[0] / byHand,
              all.stream().mapToDouble(Meter.Result::perSecond).max().orElse(0));
        });
  }

  private static double[] micros(Map<Way, List<Meter.Result>> results, Way way) {
    return results.getOrDefault(way, List.of()).stream()
        .mapToDouble(Meter.Result::micros)
        .sorted()
        .toArray();
  }
}
