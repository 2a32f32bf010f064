package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.WrittenName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Orders chains so that each comes after those that it needs: its steps, and what stands in for
 * these and for itself.
 */
public final class ChainOrder {
  private final StepLookup lookup;
  private final Guards guards;
  private final Set<Member> visited = new HashSet<>();
  private final List<ChainReading> ordered = new ArrayList<>();

  private ChainOrder(StepLookup lookup, Guards guards, Set<Member> cyclic) {
    this.lookup = lookup;
    this.guards = guards;
    visited.addAll(cyclic);
  }

  /**
   * Orders chains.
   *
   * @param lookup finds what chains and fallbacks name
   * @param guards the fallbacks, none of which leads back to itself
   * @param cyclic the chains that contain themselves, which are left out
   * @param chains the chains, in the order in which they come if none needs another
   */
  public static List<ChainReading> of(
      StepLookup lookup, Guards guards, Set<Member> cyclic, List<ChainReading> chains) {
    ChainOrder order = new ChainOrder(lookup, guards, cyclic);
    chains.forEach(chain -> order.visit(chain.member()));
    return List.copyOf(order.ordered);
  }

  private void visit(Member member) {
    if (!visited.add(member)) {
      return;
    }
    Optional<ChainReading> chain = lookup.chain(member);
    List<WrittenName> steps =
        chain.flatMap(ChainReading::declared).map(DeclaredChain::steps).orElse(List.of());
    List<Member> found = found(member, steps);
    found.stream().filter(step -> lookup.chain(step).isPresent()).forEach(this::visit);
    found.forEach(this::visit);
    found(member, guards.fallbacks(member)).forEach(this::visit);
    chain.ifPresent(ordered::add);
  }

  private List<Member> found(Member namer, List<WrittenName> names) {
    return names.stream()
        .map(name -> lookup.find(namer, name).toOptional())
        .flatMap(Optional::stream)
        .toList();
  }
}
