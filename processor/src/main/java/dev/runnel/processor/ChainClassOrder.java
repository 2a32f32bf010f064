package dev.runnel.processor;

import dev.runnel.processor.types.TypeSystem;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * Orders classes the same way on every compiler: by name, but ancestors before their heirs, so that
 * what both do wrong is said of the ancestor.
 */
final class ChainClassOrder {
  private final TypeSystem types;
  private final Set<TypeElement> seen = new HashSet<>();
  private final Set<TypeElement> ordered = new LinkedHashSet<>();

  private ChainClassOrder(TypeSystem types) {
    this.types = types;
  }

  static Set<TypeElement> of(TypeSystem types, Collection<TypeElement> classes) {
    ChainClassOrder order = new ChainClassOrder(types);
    classes.stream()
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
        .forEach(type -> order.add(type, classes));
    return order.ordered;
  }

  private void add(TypeElement type, Collection<TypeElement> classes) {
    if (!seen.add(type)) {
      return; // Eclipse's compiler shows us a class that extends itself
    }
    Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
        .map(types::classOf)
        .flatMap(Stream::ofNullable)
        .forEach(supertype -> add(supertype, classes));
    if (classes.contains(type)) {
      ordered.add(type);
    }
  }
}
