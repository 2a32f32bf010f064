package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.bind.NamedChain;
import dev.runnel.processor.analysis.bind.NamedGuard;
import dev.runnel.processor.analysis.bind.NamedStep;
import dev.runnel.processor.analysis.bind.ResolvedChain;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.check.CheckedChain;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what chains and fallbacks name: steps by what was read of them, chains by what is known of
 * them when they are asked for.
 */
final class StepResolver {
  /** What became of a chain's names. */
  sealed interface Resolution {
    /**
     * All of them are steps.
     *
     * @param chain the chain
     */
    record Resolved(ResolvedChain chain) implements Resolution {}

    /**
     * Some of them are none, or are wrong.
     *
     * @param error the error that keeps the chain from being generated
     * @param report what is wrong, but for what is reported elsewhere
     */
    record Unresolved(String error, Report report) implements Resolution {}
  }

  private final ChainClassContext context;
  private final StepLookup lookup;
  private final Guards guards;
  private final Set<String> misread;
  private final ChainResults results;
  private final Function<Member, Optional<CheckedChain>> streamed;
  private final Report ofClass;

  /**
   * Prepares to resolve names.
   *
   * @param context the chain class
   * @param lookup finds methods
   * @param guards what stands in for steps and chains
   * @param misread the names of steps that ask to read what is no step
   * @param results what is known of chains
   * @param streamed gives a chain as it is when it reads a stream
   * @param ofClass what is wrong with the class, and with its own steps
   */
  StepResolver(
      ChainClassContext context,
      StepLookup lookup,
      Guards guards,
      Set<String> misread,
      ChainResults results,
      Function<Member, Optional<CheckedChain>> streamed,
      Report ofClass) {
    this.context = context;
    this.lookup = lookup;
    this.guards = guards;
    this.misread = misread;
    this.results = results;
    this.streamed = streamed;
    this.ofClass = ofClass;
  }

  Resolution resolve(DeclaredChain chain) {
    return new ChainSteps(chain).resolve();
  }

  /** The names of one chain. */
  private final class ChainSteps {
    private final DeclaredChain chain;
    private final Report report = new Report();
    private final List<NamedStep> found = new ArrayList<>();
    private Optional<String> reportedElsewhere = Optional.empty();

    ChainSteps(DeclaredChain chain) {
      this.chain = chain;
    }

    Resolution resolve() {
      for (WrittenName name : chain.steps()) {
        lookup
            .find(chain.member(), name)
            .reportTo(report)
            .flatMap(member -> find(member, name))
            .ifPresent(found::add);
      }
      if (found.isEmpty() || found.size() < chain.steps().size()) {
        return new Resolution.Unresolved(
            reportedElsewhere.or(report::firstError).orElse("The chain's steps are wrong."),
            report);
      }
      return new Resolution.Resolved(
          new ResolvedChain(chain, chain.takesStream(), found, guard(chain.member())));
    }

    private Optional<NamedStep> find(Member member, WrittenName name) {
      Optional<StepReading> step = lookup.step(member);
      return step.isPresent() ? step(step.get(), name) : chain(member, name);
    }

    private Optional<NamedStep> step(StepReading reading, WrittenName name) {
      if (reading.declared().isEmpty()) {
        reportedElsewhere = reading.report().firstError();
        if (!context.declares(reading.member())) {
          report.addAll(reading.report());
        }
        return Optional.empty();
      }
      DeclaredStep step = reading.declared().get();
      boolean isMisbound = reading.report().hasErrors() && takesSeveral(step);
      if (isMisbound || misread.contains(name.name())) {
        reportedElsewhere = ofClass.firstError().or(reading.report()::firstError);
        return Optional.empty();
      }
      return Optional.of(guarded(step, name));
    }

    /** Tells whether what a step reads depends on which parameters it has. */
    private static boolean takesSeveral(DeclaredStep step) {
      return step.parameters().stream().filter(DeclaredParameter::isData).count() > 1;
    }

    private Optional<NamedStep> chain(Member member, WrittenName name) {
      Optional<CheckedChain> known = results.right(member);
      if (known.isPresent() && !misread.contains(name.name())) {
        return Optional.of(named(known.get(), name));
      }
      Optional<NamedStep> declared =
          lookup
              .chain(member)
              .flatMap(ChainReading::declared)
              .flatMap(each -> NamedStep.asDeclared(each, name.position()));
      if (declared.isEmpty()) {
        reportedElsewhere = Optional.of(results.error(member));
      }
      return declared;
    }
  }

  private NamedStep guarded(DeclaredStep step, WrittenName name) {
    return new NamedStep(step, name.position(), null, guard(step.member()));
  }

  private NamedStep named(CheckedChain chain, WrittenName name) {
    Member member = chain.declared().member();
    return new NamedStep(
        chain.asStep(),
        name.position(),
        new NamedChain(
            chain.declared().form(),
            chain.multiplicity(),
            () -> streamed.apply(member).map(stream -> named(stream, name))),
        Optional.empty());
  }

  private Optional<NamedGuard> guard(Member member) {
    return guards
        .of(member)
        .map(
            declared ->
                new NamedGuard(
                    declared,
                    declared.fallbacks().stream()
                        .map(name -> fallback(member, name))
                        .flatMap(Optional::stream)
                        .toList()));
  }

  /** Finds a step or chain; empty if it is unknown or wrong, which is reported elsewhere. */
  private Optional<NamedStep> fallback(Member guarded, WrittenName name) {
    Optional<Member> member = lookup.find(guarded, name).toOptional();
    return member
        .flatMap(lookup::step)
        .flatMap(StepReading::declared)
        .map(step -> guarded(step, name))
        .or(() -> member.flatMap(results::right).map(chain -> named(chain, name)));
  }
}
