package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.StepResolver.Resolution;
import dev.runnel.processor.analysis.bind.ChainCycles;
import dev.runnel.processor.analysis.bind.ChainOrder;
import dev.runnel.processor.analysis.bind.ResolvedChain;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.check.ChainCheck;
import dev.runnel.processor.analysis.check.CheckedChain;
import dev.runnel.processor.analysis.check.StepOrder;
import dev.runnel.processor.analysis.emit.ChainModels;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Chain;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Analyses the chains of a class, each after those that it needs. A chain that was analysed to read
 * a whole is analysed once more, to read a stream, when another one has a stream for it.
 */
final class Chains {
  private final ChainClassContext context;
  private final List<ChainReading> ordered;
  private final ChainResults results;
  private final StepResolver resolver;
  private final Set<Member> triedAsStream = new HashSet<>();
  private final Report report;

  /**
   * Prepares the analysis.
   *
   * @param context the chain class
   * @param lookup its steps and chains
   * @param misread the names of steps that ask to read what is no step
   * @param guards what stands in for steps and chains
   * @param steps its steps
   * @param chains its chains
   * @param report where to say what is wrong
   */
  Chains(
      ChainClassContext context,
      StepLookup lookup,
      Set<String> misread,
      Guards guards,
      List<StepReading> steps,
      List<ChainReading> chains,
      Report report) {
    this.context = context;
    Map<Member, String> cyclic = ChainCycles.find(chains, steps, report);
    this.ordered = ChainOrder.of(lookup, guards, cyclic.keySet(), chains);
    this.results = new ChainResults(cyclic);
    this.resolver =
        new StepResolver(context, lookup, guards, misread, results, this::asStream, report);
    this.report = report;
  }

  /** Makes the models of chains, in the order given. */
  List<Chain> models(List<ChainReading> chains) {
    ordered.forEach(this::analyze);
    ChainModels models = new ChainModels(context);
    return chains.stream()
        .map(
            chain ->
                results
                    .right(chain.member())
                    .map(models::right)
                    .orElseGet(() -> models.broken(chain, results.error(chain.member()))))
        .toList();
  }

  private void analyze(ChainReading chain) {
    Optional<DeclaredChain> declared = chain.declared();
    if (declared.isEmpty() || chain.report().hasErrors()) {
      report.addAll(chain.report());
      results.putBroken(chain.member(), chain.report().firstError().orElseThrow());
      return;
    }
    Resolution resolution = resolver.resolve(declared.get());
    if (resolution instanceof Resolution.Resolved resolved) {
      check(resolved.chain());
    } else if (resolution instanceof Resolution.Unresolved unresolved) {
      report.addAll(unresolved.report());
      results.putBroken(chain.member(), unresolved.error());
    }
  }

  private void check(ResolvedChain chain) {
    ChainCheck.Findings findings = ChainCheck.check(context, chain);
    if (findings.chain().isPresent()) {
      report.addAll(findings.report());
      results.putRight(findings.chain().get());
    } else {
      Report found = StepOrder.explain(context, chain, findings.report());
      report.addAll(found);
      results.putBroken(chain.declared().member(), found.firstError().orElseThrow());
    }
  }

  /** Returns a chain as it is when it reads a stream; empty if it cannot. */
  private Optional<CheckedChain> asStream(Member member) {
    results
        .right(member)
        .filter(known -> !known.readsStream() && triedAsStream.add(member))
        .ifPresent(this::tryAsStream);
    return results.right(member).filter(CheckedChain::readsStream);
  }

  private void tryAsStream(CheckedChain chain) {
    if (resolver.resolve(chain.declared()) instanceof Resolution.Resolved resolved) {
      ChainCheck.Findings findings = ChainCheck.check(context, resolved.chain().asStream());
      findings
          .chain()
          .filter(CheckedChain::streamsInput)
          .ifPresent(
              stream -> {
                report.addAll(findings.report());
                results.putRight(stream);
              });
    }
  }
}
