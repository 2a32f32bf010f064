package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.Report;
import java.util.List;

/** Checks that fallbacks are steps. */
public final class FallbackNames {
  private FallbackNames() {}

  /**
   * Reports each fallback that is no step.
   *
   * @return the guards without these
   */
  public static Guards check(Guards guards, StepLookup lookup, Report report) {
    Guards left = guards;
    for (Member member : List.copyOf(guards.members())) {
      for (WrittenName name : guards.fallbacks(member)) {
        if (lookup.find(member, name).reportTo(report).isEmpty()) {
          left = left.without(member, name);
        }
      }
    }
    return left;
  }
}
