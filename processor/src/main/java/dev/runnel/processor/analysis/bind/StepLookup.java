package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.ComponentReader;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.diagnostic.Suggestions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows the steps of a chain class by their names; chains are steps too. */
public final class StepLookup {
  private final AnalysisContext context;
  private final List<Member> members;
  private final List<StepReading> steps;
  private final List<ChainReading> chains;
  private final Set<String> misread = new HashSet<>();

  public StepLookup(
      AnalysisContext context,
      List<Member> members,
      List<StepReading> steps,
      List<ChainReading> chains) {
    this.context = context;
    this.members = members;
    this.steps = steps;
    this.chains = chains;
  }

  /** Checks that what {@code @From} names are steps. */
  public void checkRequests(Report report) {
    for (StepReading step : steps) {
      if (step.declaration() != null) {
        for (ParameterDeclaration parameter : step.declaration().parameters()) {
          checkRequest(step.member(), parameter.request(), report);
        }
      }
    }
    for (ChainReading chain : chains) {
      Report ignored = new Report();
      checkRequest(
          chain.member(), ComponentReader.request(context, chain.member(), ignored), report);
    }
  }

  private void checkRequest(Member member, ReadRequest request, Report report) {
    if (request instanceof ReadRequest.OfStep from && !names().contains(from.step())) {
      misread.add(member.name());
      unknown(from.step(), member, from.position(), report);
    }
  }

  /** Tells whether a step reads, by {@code @From}, what is no step. */
  public boolean isMisread(String step) {
    return misread.contains(step);
  }

  /**
   * Finds the one method that is a step or chain and that a chain means; null if it reported a
   * problem.
   */
  public @Nullable Member find(Member chain, ChainSignature.StepName name, Report report) {
    List<Member> found = candidates().filter(member -> member.name().equals(name.name())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      unknown(name.name(), chain, name.position(), report);
    } else {
      report.add(StepProblems.overloadedStep(name.position(), name.name(), found.size()));
    }
    return null;
  }

  private void unknown(String name, Member reader, Position position, Report report) {
    if (members.stream().anyMatch(member -> member.name().equals(name))) {
      report.add(BindingProblems.notAStep(position, name, context.className()));
      return;
    }
    report.add(
        BindingProblems.unknownStep(
            position,
            name,
            context.className(),
            Suggestions.sentence(
                name,
                "The steps",
                names().stream().filter(each -> !each.equals(reader.name())).toList())));
  }

  private List<String> names() {
    return candidates().map(Member::name).distinct().toList();
  }

  private Stream<Member> candidates() {
    return Stream.concat(
        steps.stream().map(StepReading::member), chains.stream().map(ChainReading::member));
  }
}
