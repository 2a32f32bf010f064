package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Timeout;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the retries, fallbacks and limits of the steps and chains of a class. */
public final class Guards {
  private final Map<Member, GuardDeclaration> declared = new LinkedHashMap<>();

  private Guards() {}

  public static Guards none() {
    return new Guards();
  }

  /**
   * Reads the annotations of all methods; what is wrong with those of the class itself is reported.
   */
  public static Guards read(AnalysisContext context, List<Member> members, Report report) {
    Guards guards = new Guards();
    for (Member member : members) {
      boolean own = member.declaringClass().equals(context.chainClass());
      Report found = own ? report : new Report();
      if (StepReader.isStep(member) || ChainReader.isChain(member)) {
        GuardDeclaration guard = GuardReader.read(member, found);
        if (guard != null) {
          guards.declared.put(member, guard);
        }
      } else {
        reportMisplaced(member, found);
      }
    }
    return guards;
  }

  private static void reportMisplaced(Member member, Report report) {
    for (Class<?> annotation : List.of(Retry.class, Fallback.class, Timeout.class)) {
      FoundAnnotation found = member.annotation(annotation);
      if (found != null) {
        report.add(GuardProblems.misplacedGuard(found.position(), found.name(), member.name()));
      }
    }
  }

  public @Nullable GuardDeclaration of(Member member) {
    return declared.get(member);
  }

  /** Returns the names of what stands in for a method's step or chain. */
  public List<ChainSignature.StepName> fallbacks(Member member) {
    return Optional.ofNullable(declared.get(member))
        .map(GuardDeclaration::fallbacks)
        .orElse(List.of());
  }

  /** Checks that fallbacks are steps; those that are none are reported and forgotten. */
  public void checkNames(StepLookup lookup, Report report) {
    for (Member member : List.copyOf(declared.keySet())) {
      for (ChainSignature.StepName name : fallbacks(member)) {
        if (lookup.find(member, name, report) == null) {
          forget(member, name);
        }
      }
    }
  }

  /** Leaves a fallback out of account. */
  public void forget(Member member, ChainSignature.StepName fallback) {
    declared.computeIfPresent(member, (key, guard) -> guard.without(fallback));
  }
}
