package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds steps and chains that would run inside of what stands in for them. */
public final class FallbackCycles {
  private final StepLookup lookup;
  private final Guards guards;
  private final Map<Member, List<WrittenName>> steps = new HashMap<>();
  private final Set<Member> done = new HashSet<>();
  private final List<Link> path = new ArrayList<>();

  /** One name on the way: of a fallback, or of a step of a chain. */
  private record Link(Member from, WrittenName name, boolean fallback) {}

  private FallbackCycles(StepLookup lookup, Guards guards, List<ChainReading> chains) {
    this.lookup = lookup;
    this.guards = guards;
    chains.forEach(
        chain -> chain.declared().ifPresent(known -> steps.put(chain.member(), known.steps())));
  }

  /**
   * Reports each fallback that leads back to itself.
   *
   * @return the guards without these
   */
  public static Guards check(
      StepLookup lookup,
      Guards guards,
      List<Member> members,
      List<ChainReading> chains,
      Report report) {
    Guards left = guards;
    Optional<List<Link>> cycle = new FallbackCycles(lookup, left, chains).first(members);
    while (cycle.isPresent()) {
      Link closing = report(cycle.get(), report);
      left = left.without(closing.from(), closing.name());
      cycle = new FallbackCycles(lookup, left, chains).first(members);
    }
    return left;
  }

  /** Reports a cycle at the last fallback in it, which closes it. */
  private static Link report(List<Link> cycle, Report report) {
    int last = cycle.size() - 1;
    while (!cycle.get(last).fallback()) {
      last--;
    }
    Link closing = cycle.get(last);
    StringBuilder names = new StringBuilder(closing.name().name());
    for (int i = 1; i <= cycle.size(); i++) {
      names.append(" -> ").append(cycle.get((last + i) % cycle.size()).name().name());
    }
    report.add(
        GuardProblems.cyclicFallback(
            closing.name().position(), closing.name().name(), names.toString()));
    return closing;
  }

  private Optional<List<Link>> first(List<Member> members) {
    return members.stream().map(this::find).flatMap(Optional::stream).findFirst();
  }

  /** Finds a way that comes back to where it was, by a fallback. */
  private Optional<List<Link>> find(Member member) {
    if (!done.add(member)) {
      return Optional.empty();
    }
    for (Link link : links(member)) {
      path.add(link);
      Optional<List<Link>> cycle = follow(link);
      if (cycle.isPresent()) {
        return cycle;
      }
      path.remove(path.size() - 1);
    }
    return Optional.empty();
  }

  private Optional<List<Link>> follow(Link link) {
    return lookup.find(link.from(), link.name()).toOptional().flatMap(this::reach);
  }

  private Optional<List<Link>> reach(Member next) {
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).from().equals(next)) {
        List<Link> cycle = List.copyOf(path.subList(i, path.size()));
        return cycle.stream().anyMatch(Link::fallback) ? Optional.of(cycle) : Optional.empty();
      }
    }
    return find(next);
  }

  private List<Link> links(Member member) {
    List<Link> links = new ArrayList<>();
    guards.fallbacks(member).forEach(name -> links.add(new Link(member, name, true)));
    steps.getOrDefault(member, List.of()).forEach(name -> links.add(new Link(member, name, false)));
    return links;
  }
}
