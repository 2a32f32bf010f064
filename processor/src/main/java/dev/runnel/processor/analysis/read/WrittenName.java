package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;

/**
 * A name of a method as an annotation gives it.
 *
 * @param name the name
 * @param position where it stands
 */
public record WrittenName(String name, Position position) {
  /**
   * Reads the names in an attribute. What the compiler itself complains of, such as a constant that
   * does not exist, is left out.
   */
  static List<WrittenName> in(FoundAnnotation annotation, String attribute) {
    return annotation.values(attribute).stream().flatMap(value -> of(annotation, value)).toList();
  }

  private static Stream<WrittenName> of(FoundAnnotation annotation, AnnotationValue value) {
    return value.getValue() instanceof String name && !UnknownValue.is(value)
        ? Stream.of(new WrittenName(name, annotation.position(value)))
        : Stream.empty();
  }
}
