package dev.runnel.processor;

import dev.runnel.processor.diagnostic.Position;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Knows Eclipse's compiler, where it differs from javac. */
final class Eclipse {
  private static final String PACKAGE = "org.eclipse.";

  private Eclipse() {}

  /**
   * Tells whether Eclipse's compiler runs us. It reads what is generated in the last round like all
   * else; javac warns of that, and has reported all unknown names by then.
   *
   * @param elements the compiler's elements
   */
  static boolean compiles(Elements elements) {
    return elements.getClass().getName().startsWith(PACKAGE);
  }

  /**
   * Finds the nearest place that the compiler that runs us can show. In an annotation, Eclipse's
   * knows whole attributes only. It knows none for a record, its components, and the constants of
   * an enum.
   *
   * @return empty if there is none, so that Eclipse's editors would say nothing at all
   */
  static Optional<Position> place(Position position) {
    if (!position.element().getClass().getName().startsWith(PACKAGE)) {
      return Optional.of(position);
    }
    Optional<Element> near = near(position.element());
    if (near.isEmpty() || !near.get().equals(position.element())) {
      return near.map(Position::of);
    }
    AnnotationMirror annotation = position.annotation();
    AnnotationValue value = position.value();
    return Optional.of(
        annotation == null || value == null
            ? position
            : new Position(position.element(), annotation, attribute(annotation, value)));
  }

  private static Optional<Element> near(@Nullable Element element) {
    if (element == null) {
      return Optional.empty();
    }
    return switch (element.getKind()) {
      case ENUM_CONSTANT, RECORD_COMPONENT, RECORD -> near(element.getEnclosingElement());
      case PACKAGE -> Optional.empty();
      case FIELD ->
          isOfRecord(element) ? near(element.getEnclosingElement()) : Optional.of(element);
      default -> Optional.of(element);
    };
  }

  private static boolean isOfRecord(Element field) {
    Element owner = field.getEnclosingElement();
    return owner != null
        && owner.getKind() == ElementKind.RECORD
        && !field.getModifiers().contains(Modifier.STATIC);
  }

  /** Returns the attribute that has a value among its elements; else the value itself. */
  private static AnnotationValue attribute(AnnotationMirror annotation, AnnotationValue value) {
    Collection<? extends AnnotationValue> attributes = annotation.getElementValues().values();
    if (attributes.contains(value)) {
      return value;
    }
    for (AnnotationValue attribute : attributes) {
      if (attribute.getValue() instanceof List<?> elements && elements.contains(value)) {
        return attribute;
      }
    }
    return value;
  }
}
