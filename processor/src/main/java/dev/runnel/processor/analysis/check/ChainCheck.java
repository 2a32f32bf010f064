package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundOutput;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.bind.BoundStep;
import dev.runnel.processor.analysis.bind.ChainBinder;
import dev.runnel.processor.analysis.bind.ResolvedChain;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.ChainSchemas;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Binds one chain whose steps are found, and says what is wrong with it. */
public final class ChainCheck {
  /**
   * What the check of a chain found.
   *
   * @param chain the chain; empty if there is an error
   * @param report what is wrong with it
   */
  public record Findings(Optional<CheckedChain> chain, Report report) {}

  private final ChainClassContext context;
  private final TypeSystem types;
  private final BoundChain chain;
  private final Report report;

  private ChainCheck(ChainClassContext context, BoundChain chain, Report report) {
    this.context = context;
    this.types = context.types();
    this.chain = chain;
    this.report = report;
  }

  /** Checks a chain. */
  public static Findings check(ChainClassContext context, ResolvedChain chain) {
    Report report = new Report();
    Optional<CheckedChain> checked =
        ChainBinder.bind(context, chain)
            .reportTo(report)
            .flatMap(bound -> new ChainCheck(context, bound, report).check());
    return new Findings(checked, report);
  }

  private Optional<CheckedChain> check() {
    checkUnused();
    checkEdges();
    Optional<BoundOutput> output = chain.output().reportTo(report);
    if (output.isEmpty() || report.hasErrors()) {
      return Optional.empty();
    }
    Set<Integer> buffered = new BufferedEdges(chain, report).find();
    new StreamingCheck(types, chain, report).check();
    checkApprovals();
    if (!report.hasErrors()) {
      checkInput();
    }
    if (!report.hasErrors()) {
      chain.guard().ifPresent(guard -> guard.reportTo(report));
    }
    if (report.hasErrors()) {
      return Optional.empty();
    }
    Optional<ChainSchemas> schemas =
        SchemasOfChain.of(context, chain.declared(), output.get(), report);
    return report.hasErrors()
        ? Optional.empty()
        : output.map(given -> new CheckedChain(chain, given, buffered, schemas.orElse(null)));
  }

  private void checkUnused() {
    for (BoundStep step : chain.steps().subList(0, chain.steps().size() - 1)) {
      boolean read =
          chain.steps().stream()
              .flatMap(reader -> reader.dataParameters().stream())
              .anyMatch(parameter -> parameter.source() == step.index());
      if (!read) {
        report.add(
            BindingProblems.unusedStep(step.position(), step.name(), chain.declared().name()));
      }
    }
  }

  private void checkEdges() {
    Mismatches mismatches = new Mismatches(types, chain);
    for (BoundStep step : chain.steps()) {
      step.parameters().stream()
          .filter(parameter -> !parameter.fits())
          .map(parameter -> mismatches.of(step, parameter))
          .forEach(report::add);
      step.guard().ifPresent(guard -> guard.reportTo(report));
    }
  }

  /** An agent that waits for approval says so in its answer, and there alone. */
  private void checkApprovals() {
    for (BoundStep step : chain.steps()) {
      checkApprovals(step, step.equals(chain.lastStep()));
    }
    chain.guard().ifPresent(guard -> guard.fitting().forEach(step -> checkApprovals(step, true)));
  }

  private void checkApprovals(BoundStep step, boolean isLast) {
    TypeMirror whole = chain.declared().whole();
    @Nullable AgentStep agent = step.declared().agent();
    List<String> tools = agent == null ? List.of() : agent.toApprove();
    boolean isKept = isLast && whole != null && types.isA(whole, TypeNames.AGENT_ANSWER);
    if (!tools.isEmpty() && !isKept) {
      report.add(
          AgentProblems.lostApproval(
              step.position(), chain.declared().name(), tools.get(0), step.name()));
    }
    step.guard().ifPresent(guard -> guard.fitting().forEach(each -> checkApprovals(each, isLast)));
  }

  private void checkInput() {
    if (chain.declared().takesStream()
        && chain.inputReaders().allMatch(BoundParameter::readsWhole)) {
      report.add(
          ChainProblems.streamNotRead(
              chain.declared().position(), chain.declared().name(), chain.steps().get(0).name()));
    }
  }
}
