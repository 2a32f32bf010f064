package dev.runnel.processor.generate;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Says what a generated class finds where it will stand.
 *
 * @param types simple names of types that mean something else there than in an import
 * @param fields names of inherited fields, which would hide a type
 */
public record Surroundings(Set<String> types, Set<String> fields) {
  /**
   * The types that a nested class inherits from the runtime, and that hide others of their name.
   */
  static final Set<String> INHERITED = Set.of("Opening", "StreamOpening");

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
    types = Set.copyOf(types);
    fields = Set.copyOf(fields);
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
    Set<String> fields = new TreeSet<>();
    for (VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(chainClass))) {
      fields.add(field.getSimpleName().toString());
    }
    String prefix = packagePrefix(elements.getPackageOf(chainClass).getQualifiedName().toString());
    for (String name : JAVA_LANG) {
      if (elements.getTypeElement(prefix + name) != null) {
        taken.add(name);
      }
    }
    return new Surroundings(taken, fields);
  }

  /** Lists the simple names that must be qualified wherever they stand. */
  String[] qualified() {
    return Stream.of(types, fields, INHERITED).flatMap(Set::stream).toArray(String[]::new);
  }

  private static String packagePrefix(String name) {
    return name.isEmpty() ? "" : name + ".";
  }
}
