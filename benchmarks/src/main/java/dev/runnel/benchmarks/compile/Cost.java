package dev.runnel.benchmarks.compile;

import java.util.List;

/**
 * What a compilation took, in nanoseconds.
 *
 * @param cpu the time of all threads of the process
 * @param wall the time that went by
 */
record Cost(long cpu, long wall) {
  static Cost median(List<Cost> costs) {
    return new Cost(
        middle(costs.stream().map(Cost::cpu).sorted().toList()),
        middle(costs.stream().map(Cost::wall).sorted().toList()));
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  Cost minus(Cost other) {
    return new Cost(cpu - other.cpu, wall - other.wall);
  }

  @Override
  public String toString() {
    return cpu + " " + wall;
  }

  /** Reads what {@link #toString} wrote. */
  static Cost parse(String text) {
    int space = text.strip().indexOf(' ');
    return new Cost(
        Long.parseLong(text.strip().substring(0, space)),
        Long.parseLong(text.strip().substring(space + 1)));
  }
}
