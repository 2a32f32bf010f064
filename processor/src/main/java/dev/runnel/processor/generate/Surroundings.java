package dev.runnel.processor.generate;

import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Says what a generated class finds where it will stand.
 *
 * @param takenNames simple names that mean something else there than in an import, and so must be
 *     qualified
 */
public record Surroundings(Set<String> takenNames) {
  private static final String[] JAVA_LANG = {
    "String",
    "Object",
    "Override",
    "Exception",
    "Iterable",
    "SuppressWarnings",
    "UnsupportedOperationException",
    "Boolean",
    "Byte",
    "Character",
    "Double",
    "Float",
    "Integer",
    "Long",
    "Short",
    "CharSequence",
    "Number",
  };

  /** Copies the names. */
  public Surroundings {
    takenNames = Set.copyOf(takenNames);
  }

  /**
   * Looks around a chain class.
   *
   * @param chainClass the chain class
   * @param elements the compiler's elements
   * @return what is there
   */
  public static Surroundings of(TypeElement chainClass, Elements elements) {
    Set<String> taken = new TreeSet<>();
    for (TypeElement member : ElementFilter.typesIn(elements.getAllMembers(chainClass))) {
      taken.add(member.getSimpleName().toString());
    }
    String prefix = packagePrefix(elements.getPackageOf(chainClass).getQualifiedName().toString());
    for (String name : JAVA_LANG) {
      if (elements.getTypeElement(prefix + name) != null) {
        taken.add(name);
      }
    }
    return new Surroundings(taken);
  }

  private static String packagePrefix(String name) {
    return name.isEmpty() ? "" : name + ".";
  }
}
