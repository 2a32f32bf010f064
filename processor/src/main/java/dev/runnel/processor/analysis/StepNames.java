package dev.runnel.processor.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives each step of a chain two names of its own, for variables and for constants. */
final class StepNames {
  /** Names that generated code uses itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "steps", "input", "out", "at", "watch", "scope", "resources", "run", "reader", "chunks");

  private static final Set<String> TAKEN_CONSTANTS = Set.of("INPUT", "PLAN");

  private final List<String> variables = new ArrayList<>();
  private final List<String> constants = new ArrayList<>();

  StepNames(List<ChainStep> steps) {
    Set<String> variablesUsed = new HashSet<>(TAKEN);
    Set<String> constantsUsed = new HashSet<>(TAKEN_CONSTANTS);
    for (ChainStep step : steps) {
      variables.add(unique(step.name(), "", variablesUsed));
      constants.add(unique(constant(step.name()), "_", constantsUsed));
    }
  }

  String variable(int step) {
    return variables.get(step);
  }

  String constant(int step) {
    return constants.get(step);
  }

  private static String unique(String name, String separator, Set<String> used) {
    String candidate = name;
    for (int i = 2; !used.add(candidate); i++) {
      candidate = name + separator + i;
    }
    return candidate;
  }

  /** Writes {@code largeOnly} as {@code LARGE_ONLY}, and {@code toHTMLText} as TO_HTML_TEXT. */
  static String constant(String name) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (i > 0 && Character.isUpperCase(name.charAt(i)) && startsWord(name, i)) {
        constant.append('_');
      }
      constant.append(name.charAt(i));
    }
    return constant.toString().toUpperCase(Locale.ROOT);
  }

  private static boolean startsWord(String name, int at) {
    char before = name.charAt(at - 1);
    boolean lowerAfter = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    return Character.isLowerCase(before)
        || Character.isDigit(before)
        || (Character.isUpperCase(before) && lowerAfter);
  }
}
