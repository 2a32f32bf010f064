package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Timeout;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The retries, fallbacks and limits of the steps and chains of a class.
 *
 * @param declared what is declared on each method that has any
 */
public record Guards(Map<Member, DeclaredGuard> declared) {
  /**
   * Reads the annotations of all methods; what is wrong with those of the class itself is reported.
   */
  public static Guards read(ChainClassContext context, List<Member> members, Report report) {
    Map<Member, DeclaredGuard> declared = new LinkedHashMap<>();
    for (Member member : members) {
      Report found = context.declares(member) ? report : new Report();
      if (StepReader.isStep(member) || ChainReader.isChain(member)) {
        GuardReader.read(member, found).ifPresent(guard -> declared.put(member, guard));
      } else {
        reportMisplaced(member, found);
      }
      if (!StepReader.isStep(member)) {
        AnswerReader.reportMisplaced(member, found);
      }
    }
    return new Guards(declared);
  }

  private static void reportMisplaced(Member member, Report report) {
    for (Class<?> annotation : List.of(Retry.class, Fallback.class, Timeout.class, Agent.class)) {
      FoundAnnotation found = member.annotation(annotation);
      if (found != null) {
        report.add(GuardProblems.misplacedGuard(found.position(), found.name(), member.name()));
      }
    }
  }

  /** Returns the methods that have any. */
  public Collection<Member> members() {
    return declared.keySet();
  }

  /** Returns what is declared on a method. */
  public Optional<DeclaredGuard> of(Member member) {
    return Optional.ofNullable(declared.get(member));
  }

  /** Returns the names of what stands in for a method's step or chain. */
  public List<WrittenName> fallbacks(Member member) {
    return of(member).map(DeclaredGuard::fallbacks).orElse(List.of());
  }

  /** Points to what says that a method's step or chain is tried again; empty if it is not. */
  public Optional<Position> retry(Member member) {
    return of(member)
        .filter(guard -> guard.retries() != null)
        .flatMap(guard -> Optional.ofNullable(member.annotation(Retry.class)))
        .map(FoundAnnotation::position);
  }

  /** Leaves a fallback out. */
  public Guards without(Member member, WrittenName fallback) {
    Map<Member, DeclaredGuard> left = new LinkedHashMap<>(declared);
    left.computeIfPresent(member, (key, guard) -> guard.without(fallback));
    return new Guards(left);
  }
}
