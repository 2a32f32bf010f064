package dev.runnel.processor;

import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Knows when the names in a class are written as constants: once, before its chains are read, since
 * they may use them. The chains are then read in the next round, whatever an older class file says
 * that the constants are. Not thread-safe.
 *
 * <p>Types that another processor generates are waited for until the second round: the Javadoc
 * speaks of them, and supertypes have names as well.
 */
final class NameProcessing {
  private final boolean isWanted;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> written = new HashSet<>();

  NameProcessing(boolean isWanted) {
    this.isWanted = isWanted;
  }

  /** Tells whether the names of a class are to be written in this round. */
  boolean isDue(
      TypeElement type, List<Missing> missing, RoundEnvironment round, Elements elements) {
    String name = type.getQualifiedName().toString();
    boolean isNew = seen.add(name);
    boolean mayWrite = !round.processingOver() || Eclipse.compiles(elements);
    boolean isReady = !isNew || missing.stream().allMatch(Missing::isConstant);
    return isWanted && mayWrite && isReady && written.add(name);
  }

  /**
   * Leaves out constants, which may be those that are written in this round, unless there is
   * nothing else to report.
   */
  static List<Missing> withoutNames(List<Missing> missing) {
    List<Missing> types = missing.stream().filter(each -> !each.isConstant()).toList();
    return types.isEmpty() ? missing : types;
  }

  /** Tells whether the constants of a class are known, or will be. */
  boolean contain(TypeElement type) {
    return written.contains(type.getQualifiedName().toString());
  }
}
