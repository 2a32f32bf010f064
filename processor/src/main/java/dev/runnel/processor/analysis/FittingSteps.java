package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.bind.NamedStep;
import dev.runnel.processor.analysis.bind.ResolvedChain;
import dev.runnel.processor.analysis.check.ChainCheck;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Element;

/** Tells which steps could come next in a chain that is being written. */
final class FittingSteps {
  /** What speaks against a step at a place; the rest may be mended by what is not yet written. */
  private static final Set<ProblemKind> MISFITS =
      Set.of(
          ProblemKind.STEP_MISMATCH,
          ProblemKind.CANNOT_COLLECT,
          ProblemKind.CANNOT_JOIN,
          ProblemKind.CHAIN_INPUT_MISMATCH,
          ProblemKind.UNBOUND_FROM,
          ProblemKind.AMBIGUOUS_INPUT,
          ProblemKind.AMBIGUOUS_CHAIN_INPUT,
          ProblemKind.AMBIGUOUS_CHUNK);

  private final ChainClassContext context;
  private final DeclaredChain chain;
  private final List<NamedStep> before;

  private FittingSteps(ChainClassContext context, DeclaredChain chain, List<NamedStep> before) {
    this.context = context;
    this.chain = chain;
    this.before = before;
  }

  /**
   * Prepares to judge steps.
   *
   * @param context the chain class
   * @param method the chain's method
   * @param written what is written of its steps
   * @return empty if it cannot be known what flows at this place
   */
  static Optional<FittingSteps> of(
      ChainClassContext context, Element method, WrittenSoFar written) {
    List<Member> members = Members.of(context);
    Optional<DeclaredChain> chain =
        members.stream()
            .filter(member -> member.element().equals(method) && ChainReader.isChain(member))
            .findFirst()
            .flatMap(member -> ChainReader.read(context, member).declared());
    boolean isKnown =
        written.isWhole() || chain.filter(known -> known.steps().size() <= 1).isPresent();
    if (chain.isEmpty() || !isKnown) {
      return Optional.empty();
    }
    Function<String, Optional<NamedStep>> find =
        name ->
            members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .flatMap(member -> named(context, member));
    List<NamedStep> before = written.before().stream().map(find).flatMap(Optional::stream).toList();
    return before.size() == written.before().size()
        ? Optional.of(new FittingSteps(context, chain.get(), before))
        : Optional.empty();
  }

  /** Says why a step does not fit; empty if it does, or if that cannot be known. */
  Optional<String> misfit(Member member) {
    Optional<NamedStep> step = named(context, member);
    if (step.isEmpty()) {
      return Optional.empty();
    }
    List<NamedStep> steps = new ArrayList<>(before);
    steps.add(step.get());
    ResolvedChain tried =
        new ResolvedChain(chain, chain.takesStream(), List.copyOf(steps), Optional.empty());
    return ChainCheck.check(context, tried).report().problems().stream()
        .filter(problem -> MISFITS.contains(problem.kind()))
        .filter(problem -> member.name().equals(problem.values().get("step")))
        .map(Problem::what)
        .findFirst();
  }

  private static Optional<NamedStep> named(ChainClassContext context, Member member) {
    Position position = Position.of(member.element());
    if (ChainReader.isChain(member)) {
      return ChainReader.read(context, member)
          .declared()
          .flatMap(chain -> NamedStep.asDeclared(chain, position));
    }
    return StepReader.isStep(member)
        ? StepReader.read(context, member)
            .declared()
            .map(step -> new NamedStep(step, position, null, Optional.empty()))
        : Optional.empty();
  }
}
