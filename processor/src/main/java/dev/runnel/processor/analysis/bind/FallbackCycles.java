package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps and chains that would run inside of what stands in for them. Each such fallback is
 * reported once and forgotten.
 */
public final class FallbackCycles {
  private final StepLookup lookup;
  private final Guards guards;
  private final Map<Member, List<ChainSignature.StepName>> steps = new HashMap<>();
  private final Set<Member> done = new HashSet<>();
  private final List<Edge> path = new ArrayList<>();

  /** Is one name on the way: of a fallback, or of a step of a chain. */
  private record Edge(Member from, ChainSignature.StepName name, boolean fallback) {}

  private FallbackCycles(StepLookup lookup, Guards guards, List<ChainReading> chains) {
    this.lookup = lookup;
    this.guards = guards;
    for (ChainReading chain : chains) {
      if (chain.signature() != null) {
        steps.put(chain.member(), chain.signature().steps());
      }
    }
  }

  public static void report(
      StepLookup lookup,
      Guards guards,
      List<Member> members,
      List<ChainReading> chains,
      Report report) {
    boolean found = true;
    while (found) {
      FallbackCycles cycles = new FallbackCycles(lookup, guards, chains);
      found = members.stream().anyMatch(member -> cycles.reportFrom(member, report));
    }
  }

  private boolean reportFrom(Member start, Report report) {
    List<Edge> cycle = find(start);
    if (cycle == null) {
      return false;
    }
    int last = cycle.size() - 1;
    while (!cycle.get(last).fallback()) {
      last--;
    }
    Edge closing = cycle.get(last);
    StringBuilder names = new StringBuilder(closing.name().name());
    for (int i = 1; i <= cycle.size(); i++) {
      names.append(" -> ").append(cycle.get((last + i) % cycle.size()).name().name());
    }
    report.add(
        GuardProblems.cyclicFallback(
            closing.name().position(), closing.name().name(), names.toString()));
    guards.forget(closing.from(), closing.name());
    return true;
  }

  /** Finds a way that comes back to where it was, by a fallback; null if there is none. */
  private @Nullable List<Edge> find(Member member) {
    if (!done.add(member)) {
      return null;
    }
    for (Edge edge : edges(member)) {
      path.add(edge);
      List<Edge> cycle = follow(edge);
      if (cycle != null) {
        return cycle;
      }
      path.remove(path.size() - 1);
    }
    return null;
  }

  private @Nullable List<Edge> follow(Edge edge) {
    Member next = lookup.find(edge.from(), edge.name(), new Report());
    if (next == null) {
      return null;
    }
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).from().equals(next)) {
        List<Edge> cycle = List.copyOf(path.subList(i, path.size()));
        return cycle.stream().anyMatch(Edge::fallback) ? cycle : null;
      }
    }
    return find(next);
  }

  private List<Edge> edges(Member member) {
    List<Edge> edges = new ArrayList<>();
    guards.fallbacks(member).forEach(name -> edges.add(new Edge(member, name, true)));
    steps.getOrDefault(member, List.of()).forEach(name -> edges.add(new Edge(member, name, false)));
    return edges;
  }
}
