package dev.runnel.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Prints results as a table in Markdown, each beside what it is to be compared to. */
final class ResultTable {
  /** What the other benchmarks of a group are compared to, the first that is there. */
  private static final List<String> BASES =
      List.of("loop", "oneLoop", "twoLoop", "directCalls", "oneAfterTheOther", "off", "jackson");

  private final List<Row> rows;

  ResultTable(List<Row> rows) {
    this.rows = rows;
  }

  @Override
  public String toString() {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
    }
    StringBuilder table = new StringBuilder();
    table.append(
        "\n| workload | way | median | times the first | bytes |\n|---|---|--:|--:|--:|\n");
    groups.forEach((group, members) -> append(table, group, members));
    return table.toString();
  }

  private static void append(StringBuilder table, String group, List<Row> members) {
    members.sort(Comparator.comparingInt(Row::rank).thenComparingDouble(Row::median));
    double base = members.get(0).median();
    for (Row row : members) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.4g %s | %.2f | %.1f |%n",
              group,
              row.name(),
              row.median(),
              row.unit().replace("/op", ""),
              row.median() / base,
              row.bytes()));
    }
  }

  /**
   * One result.
   *
   * @param group what it is compared with
   * @param name the way that was measured
   * @param median the median of all iterations of all forks
   * @param unit the median's unit
   * @param bytes what was allocated for each operation
   */
  record Row(String group, String name, double median, String unit, double bytes) {
    static Row of(RunResult result) {
      String[] parts = result.getParams().getBenchmark().split("\\.", -1);
      String name = parts[parts.length - 1];
      StringBuilder group =
          new StringBuilder(parts[parts.length - 2].replaceFirst("Benchmark$", ""));
      for (String prefix : new String[] {"one", "two"}) {
        if (name.startsWith(prefix) && !name.equals("oneAfterTheOther")) {
          group.append(' ').append(prefix);
        }
      }
      for (String key : result.getParams().getParamsKeys()) {
        group.append(' ').append(key).append(' ').append(result.getParams().getParam(key));
      }
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      return new Row(
          group.toString(),
          name,
          result.getPrimaryResult().getStatistics().getPercentile(50),
          result.getPrimaryResult().getScoreUnit(),
          allocated == null ? Double.NaN : allocated.getScore());
    }

    int rank() {
      int base = BASES.indexOf(name);
      return base < 0 ? BASES.size() : base;
    }
  }
}
