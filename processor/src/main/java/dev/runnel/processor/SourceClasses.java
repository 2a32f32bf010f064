package dev.runnel.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.QualifiedNameable;

/** Remembers, by their names, which classes are compiled from source. Not thread-safe. */
final class SourceClasses {
  private final Set<String> names = new HashSet<>();

  boolean isEmpty() {
    return names.isEmpty();
  }

  void addAll(Set<? extends Element> roots) {
    roots.forEach(root -> names.add(name(root)));
  }

  /** Tells whether an element stands in one of these classes. */
  boolean contain(Element element) {
    return names.contains(name(outermost(element)));
  }

  private static Element outermost(Element element) {
    Element at = element;
    while (at.getEnclosingElement() != null
        && at.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
      at = at.getEnclosingElement();
    }
    return at;
  }

  private static String name(Element element) {
    return element instanceof QualifiedNameable named ? named.getQualifiedName().toString() : "";
  }
}
