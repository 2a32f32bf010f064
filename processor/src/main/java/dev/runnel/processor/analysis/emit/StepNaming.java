package dev.runnel.processor.analysis.emit;

import dev.runnel.processor.model.CodeNames;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds names for steps in generated code: one for variables and one for constants. */
final class StepNaming {
  /** Names that generated code uses itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "steps", "input", "out", "at", "watch", "scope", "resources", "run", "reader", "chunks");

  private static final Set<String> TAKEN_CONSTANTS = Set.of("INPUT", "PLAN");

  private StepNaming() {}

  /** Names the last of some steps so that no name is taken by one before it. */
  static CodeNames of(List<String> steps) {
    Set<String> variables = new HashSet<>(TAKEN);
    Set<String> constants = new HashSet<>(TAKEN_CONSTANTS);
    CodeNames names = new CodeNames("", "");
    for (String step : steps) {
      names = new CodeNames(unique(step, "", variables), unique(constant(step), "_", constants));
    }
    return names;
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
