package dev.runnel.processor.generate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Gives the names of one scope of generated code. None is a word of the language, is taken in a
 * scope around it, or is given twice: where the suggested name is not free, a number follows it.
 * Not thread-safe.
 *
 * <p>The outermost scope is that of a file: its names are those of all types that the file speaks
 * of, and the first names of their packages. A variable that bears one of these would hide it.
 */
final class Names {
  /** Words that are names in some places only. */
  private static final Set<String> WORDS =
      Set.of("var", "yield", "record", "sealed", "permits", "when");

  private final @Nullable Names around;
  private final boolean ofClasses;
  private final Set<String> taken = new HashSet<>();

  private Names(@Nullable Names around, boolean ofClasses, Collection<String> taken) {
    this.around = around;
    this.ofClasses = ofClasses;
    taken.forEach(name -> this.taken.add(key(name)));
  }

  /** Starts a scope within no other. */
  static Names of(Collection<String> taken) {
    return new Names(null, false, taken);
  }

  /**
   * Starts a scope of nested classes. Each has a file of its own, and some file systems do not tell
   * small letters from capital ones.
   */
  static Names ofClasses(Collection<String> taken) {
    return new Names(null, true, taken);
  }

  /** Starts a scope within this one. */
  Names within(String... taken) {
    return new Names(this, ofClasses, List.of(taken));
  }

  /** Takes the names of another scope as well. */
  void avoid(Names other) {
    other.taken.forEach(name -> taken.add(key(name)));
  }

  /** Gives a name. */
  String fresh(String suggestion) {
    return fresh(suggestion, "");
  }

  /** Gives a name for a constant that belongs to something of the author's. */
  String freshConstant(String name) {
    return fresh(constant(name), "_");
  }

  private String fresh(String suggestion, String separator) {
    String name = suggestion;
    for (int i = 2; isTaken(name); i++) {
      name = suggestion + separator + i;
    }
    taken.add(key(name));
    return name;
  }

  private boolean isTaken(String name) {
    return SourceVersion.isKeyword(name)
        || WORDS.contains(name)
        || taken.contains(key(name))
        || (around != null && around.isTaken(name));
  }

  private String key(String name) {
    return ofClasses ? name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : name;
  }

  static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** Writes {@code largeOnly} as {@code LARGE_ONLY}, and {@code toHTMLText} as TO_HTML_TEXT. */
  private static String constant(String name) {
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
