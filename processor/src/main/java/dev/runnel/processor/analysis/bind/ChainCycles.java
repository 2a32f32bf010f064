package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds chains that contain themselves. Names that could be several methods are not followed. */
public final class ChainCycles {
  private final List<ChainReading> chains;
  private final Set<String> stepNames;
  private final Report report;
  private final Set<ChainReading> done = new HashSet<>();
  private final List<ChainReading> path = new ArrayList<>();
  private final Map<Member, String> found = new HashMap<>();

  private ChainCycles(List<ChainReading> chains, Set<String> stepNames, Report report) {
    this.chains = chains;
    this.stepNames = stepNames;
    this.report = report;
  }

  /** Reports each cycle once, and returns the message for each chain that is part of one. */
  public static Map<Member, String> find(
      List<ChainReading> chains, List<StepReading> steps, Report report) {
    Set<String> stepNames = new HashSet<>();
    steps.forEach(step -> stepNames.add(step.member().name()));
    ChainCycles cycles = new ChainCycles(chains, stepNames, report);
    chains.forEach(cycles::visit);
    return cycles.found;
  }

  private void visit(ChainReading chain) {
    if (chain.declared().isEmpty() || done.contains(chain)) {
      return;
    }
    path.add(chain);
    for (WrittenName step : chain.declared().get().steps()) {
      List<ChainReading> next =
          chains.stream().filter(each -> each.member().name().equals(step.name())).toList();
      if (next.size() == 1 && !stepNames.contains(step.name())) {
        follow(step, next.get(0));
      }
    }
    path.remove(path.size() - 1);
    done.add(chain);
  }

  private void follow(WrittenName step, ChainReading next) {
    int start = path.indexOf(next);
    if (start < 0) {
      visit(next);
      return;
    }
    List<ChainReading> cycle = path.subList(start, path.size());
    StringBuilder names = new StringBuilder();
    cycle.forEach(chain -> names.append(chain.member().name()).append(" -> "));
    Problem problem =
        ChainProblems.cyclicChain(
            step.position(), step.name(), names.append(step.name()).toString());
    report.add(problem);
    cycle.forEach(chain -> found.put(chain.member(), problem.message()));
  }
}
