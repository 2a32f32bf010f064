package dev.runnel.processor;

import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Knows whether Lombok adds members to the classes of a build.
 *
 * <p>Lombok changes classes during the first round of processing, before or after us, and then asks
 * for another one. In that one its members are there, whatever the order of processors. Inside
 * Eclipse it changes classes as they are parsed, and there is nothing to wait for.
 */
final class Lombok {
  private static final String PACKAGE = "lombok.";

  private Lombok() {}

  /**
   * Tells whether Lombok will change some of these classes.
   *
   * @param elements the compiler's elements
   * @param roots the classes of the first round
   */
  static boolean changes(Elements elements, Set<? extends Element> roots) {
    return !Eclipse.compiles(elements)
        && elements.getTypeElement(PACKAGE + "Getter") != null
        && roots.stream().anyMatch(Lombok::isAnnotated);
  }

  private static boolean isAnnotated(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(Lombok::isOfLombok)
        || element.getEnclosedElements().stream().anyMatch(Lombok::isAnnotated);
  }

  private static boolean isOfLombok(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().toString().startsWith(PACKAGE);
  }
}
