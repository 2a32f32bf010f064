package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that what {@code @From} names are steps. */
public final class FromNames {
  private final StepLookup lookup;
  private final Report report;
  private final Set<String> misread = new HashSet<>();

  private FromNames(StepLookup lookup, Report report) {
    this.lookup = lookup;
    this.report = report;
  }

  /**
   * Reports each request for what is no step.
   *
   * @return the names of the steps and chains that make one
   */
  public static Set<String> check(
      StepLookup lookup, List<StepReading> steps, List<ChainReading> chains, Report report) {
    FromNames names = new FromNames(lookup, report);
    for (StepReading step : steps) {
      for (DeclaredParameter parameter :
          step.declared().map(DeclaredStep::parameters).orElse(List.of())) {
        names.check(step.member(), parameter.request());
      }
    }
    chains.forEach(chain -> names.check(chain.member(), chain.request()));
    return Set.copyOf(names.misread);
  }

  private void check(Member member, ReadRequest request) {
    if (request instanceof ReadRequest.OfStep from && !lookup.contains(from.step())) {
      misread.add(member.name());
      report.add(lookup.unknown(from.step(), member, from.position()));
    }
  }
}
