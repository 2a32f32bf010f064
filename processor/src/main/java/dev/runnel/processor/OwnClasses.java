package dev.runnel.processor;

import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.processor.types.TypeSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Knows which classes are ours where a compiler refuses to have one written. Eclipse's builder
 * compiles a file with an error once more when what is generated for it has changed, and refuses
 * what was written in the same build. Not thread-safe.
 */
final class OwnClasses {
  /** By the name of the generated class: the chain class that it was written for. */
  private final Map<String, String> written = new HashMap<>();

  void wrote(String generated, TypeElement chainClass) {
    written.put(generated, chainClass.getQualifiedName().toString());
  }

  /** Finds, among the classes that are compiled now, one that was written for another. */
  Optional<TypeElement> writtenFor(Set<? extends Element> roots, String chainClass) {
    return ElementFilter.typesIn(roots).stream()
        .filter(type -> chainClass.equals(written.get(type.getQualifiedName().toString())))
        .findFirst();
  }

  /** Tells whether a class that cannot be written is there because we have written it before. */
  boolean contain(Elements elements, TypeSystem types, String generated, TypeElement chainClass) {
    if (!Eclipse.compiles(elements)) {
      return false;
    }
    TypeElement known = elements.getTypeElement(generated);
    if (known != null) {
      return known.getAnnotation(RunnelGenerated.class) != null && isFor(known, chainClass, types);
    }
    String name = chainClass.getQualifiedName().toString();
    return written.getOrDefault(generated, name).equals(name);
  }

  /**
   * Tells whether a class extends the chain class, or stands in for one that nothing can extend.
   */
  private static boolean isFor(TypeElement generated, TypeElement chainClass, TypeSystem types) {
    TypeMirror superclass = generated.getSuperclass();
    boolean standsIn =
        generated.getInterfaces().isEmpty() && types.sameErasure(superclass, types.object());
    return standsIn
        || Stream.concat(Stream.of(superclass), generated.getInterfaces().stream())
            .anyMatch(supertype -> types.sameErasure(supertype, chainClass.asType()));
  }
}
