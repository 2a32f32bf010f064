package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import dev.runnel.processor.analysis.read.UnknownValue;
import dev.runnel.processor.diagnostic.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Finds the values of one annotation that do not exist, or not yet: classes and constants. */
final class MissingValues {
  private final Element annotated;
  private final AnnotationMirror annotation;
  private final Function<TypeMirror, Optional<String>> missingType;

  MissingValues(
      Element annotated,
      AnnotationMirror annotation,
      Function<TypeMirror, Optional<String>> missingType) {
    this.annotated = annotated;
    this.annotation = annotation;
    this.missingType = missingType;
  }

  Stream<Missing> find() {
    return find(annotation);
  }

  private Stream<Missing> find(AnnotationMirror mirror) {
    String name = "@" + mirror.getAnnotationType().asElement().getSimpleName();
    return mirror.getElementValues().entrySet().stream()
        .flatMap(entry -> find(part(entry, name), entry.getValue()));
  }

  /** Says where a value stands: javac does not say the name of what is missing. */
  private static String part(
      Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry, String annotation) {
    ExecutableElement attribute = entry.getKey();
    return attribute.getReturnType().toString().contains("java.lang.Class<")
        ? "a class in " + annotation
        : "a constant for " + attribute.getSimpleName() + " of " + annotation;
  }

  private Stream<Missing> find(String part, AnnotationValue value) {
    if (UnknownValue.is(value)) {
      return Stream.of(new Missing(part, position(value)));
    }
    if (value.getValue() instanceof List<?> list) {
      return list.stream()
          .filter(AnnotationValue.class::isInstance)
          .flatMap(each -> find(part, (AnnotationValue) each));
    }
    if (value.getValue() instanceof AnnotationMirror nested) {
      return find(nested);
    }
    return value.getValue() instanceof TypeMirror type
        ? missingType.apply(type).map(name -> new Missing(name, position(value))).stream()
        : Stream.empty();
  }

  private Position position(AnnotationValue value) {
    return new Position(annotated, annotation, value);
  }
}
