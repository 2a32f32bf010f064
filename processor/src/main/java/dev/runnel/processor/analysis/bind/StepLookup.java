package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.diagnostic.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a chain class by their names; chains are steps too. */
public final class StepLookup {
  private final ChainClassContext context;
  private final List<Member> members;
  private final Map<Member, StepReading> steps = new LinkedHashMap<>();
  private final Map<Member, ChainReading> chains = new LinkedHashMap<>();

  /**
   * Takes what was read of a class.
   *
   * @param context the chain class
   * @param members its methods
   * @param steps those that are annotated as steps
   * @param chains those that are chains
   */
  public StepLookup(
      ChainClassContext context,
      List<Member> members,
      List<StepReading> steps,
      List<ChainReading> chains) {
    this.context = context;
    this.members = members;
    steps.forEach(step -> this.steps.put(step.member(), step));
    chains.forEach(chain -> this.chains.put(chain.member(), chain));
  }

  /** Finds the one method that is a step or chain and that a method's annotation means. */
  public Result<Member> find(Member namer, WrittenName name) {
    List<Member> found = candidates().filter(member -> member.name().equals(name.name())).toList();
    if (found.size() == 1) {
      return Result.ok(found.get(0));
    }
    return Result.rejected(
        found.isEmpty()
            ? unknown(name.name(), namer, name.position())
            : StepProblems.overloadedStep(name.position(), name.name(), found.size()));
  }

  /** Returns what was read of a method; empty if it is no step, or a chain. */
  public Optional<StepReading> step(Member member) {
    return Optional.ofNullable(steps.get(member));
  }

  /** Returns what was read of a method; empty if it is no chain. */
  public Optional<ChainReading> chain(Member member) {
    return Optional.ofNullable(chains.get(member));
  }

  boolean contains(String name) {
    return candidates().anyMatch(member -> member.name().equals(name));
  }

  /** Says that a name is no step. */
  Problem unknown(String name, Member namer, Position position) {
    if (members.stream().anyMatch(member -> member.name().equals(name))) {
      return BindingProblems.notAStep(position, name, context.className());
    }
    List<String> others =
        candidates()
            .map(Member::name)
            .distinct()
            .filter(each -> !each.equals(namer.name()))
            .toList();
    return BindingProblems.unknownStep(
        position, name, context.className(), Suggestions.of(name, "The steps", others));
  }

  private Stream<Member> candidates() {
    return Stream.concat(steps.keySet().stream(), chains.keySet().stream());
  }
}
