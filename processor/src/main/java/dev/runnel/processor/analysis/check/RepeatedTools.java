package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.AgentStep;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Warns where a retry or a fallback runs tools again of which nobody says that they may run twice.
 */
public final class RepeatedTools {
  private final StepLookup lookup;
  private final Guards guards;
  private final Report report;

  private RepeatedTools(StepLookup lookup, Guards guards, Report report) {
    this.lookup = lookup;
    this.guards = guards;
    this.report = report;
  }

  /** Looks at the guards of a class; those that it inherits were looked at where they stand. */
  public static void check(
      ChainClassContext context, StepLookup lookup, Guards guards, Report report) {
    RepeatedTools check = new RepeatedTools(lookup, guards, report);
    for (Member member : guards.members()) {
      if (context.declares(member)) {
        guards.retry(member).ifPresent(retry -> check.checkRetry(member, retry));
        check.checkFallbacks(member);
      }
    }
  }

  private void checkRetry(Member member, Position retry) {
    agent(member)
        .ifPresent(agent -> warnOfRetry("step", member, member, retry, agent.unrepeatable()));
    for (WrittenName step : steps(member)) {
      reached(member, step)
          .forEach((agent, tools) -> warnOfRetry("chain", member, agent, step.position(), tools));
    }
  }

  private void warnOfRetry(
      String what, Member tried, Member agent, Position at, List<String> tools) {
    if (!tools.isEmpty()) {
      report.add(
          AgentProblems.repeatedTools(
              at, what + " '" + tried.name() + "'", agent.name(), String.join(", ", tools)));
    }
  }

  /** A fallback begins where the tools of what has failed may have run already. */
  private void checkFallbacks(Member member) {
    Set<String> ran = new HashSet<>();
    agent(member).ifPresent(agent -> ran.addAll(agent.unrepeatable()));
    steps(member).forEach(step -> reached(member, step).values().forEach(ran::addAll));
    for (WrittenName fallback : guards.fallbacks(member)) {
      Set<String> runs = new LinkedHashSet<>();
      reached(member, fallback).values().forEach(runs::addAll);
      List<String> again = runs.stream().filter(ran::contains).toList();
      if (!again.isEmpty()) {
        report.add(
            AgentProblems.toolsOfFallback(
                fallback.position(), member.name(), fallback.name(), String.join(", ", again)));
      }
      ran.addAll(runs);
    }
  }

  private Optional<AgentStep> agent(Member member) {
    return lookup.step(member).flatMap(StepReading::declared).map(DeclaredStep::agent);
  }

  private List<WrittenName> steps(Member member) {
    return lookup
        .chain(member)
        .flatMap(ChainReading::declared)
        .map(DeclaredChain::steps)
        .orElse(List.of());
  }

  /** Finds the agents that run where a name stands: also within chains, and as fallbacks. */
  private Map<Member, List<String>> reached(Member namer, WrittenName name) {
    Map<Member, List<String>> found = new LinkedHashMap<>();
    reach(namer, name, found, new HashSet<>());
    return found;
  }

  private void reach(
      Member namer, WrittenName name, Map<Member, List<String>> found, Set<Member> seen) {
    Member member = lookup.find(namer, name).toOptional().orElse(null);
    if (member != null && seen.add(member)) {
      agent(member).ifPresent(agent -> found.put(member, agent.unrepeatable()));
      steps(member).forEach(step -> reach(member, step, found, seen));
      guards.fallbacks(member).forEach(fallback -> reach(member, fallback, found, seen));
    }
  }
}
