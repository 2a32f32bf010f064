package dev.runnel.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * The place that a problem points to.
 *
 * @param element the class, method or parameter
 * @param annotation the annotation on it; null for the element itself
 * @param value the value in the annotation; null for the whole annotation
 */
public record Position(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
  /**
   * Points to an element's name.
   *
   * @param element the element
   * @return the position
   */
  public static Position of(Element element) {
    return new Position(element, null, null);
  }

  /**
   * Points to an annotation.
   *
   * @param element what is annotated
   * @param annotation the annotation
   * @return the position
   */
  public static Position of(Element element, AnnotationMirror annotation) {
    return new Position(element, annotation, null);
  }
}
