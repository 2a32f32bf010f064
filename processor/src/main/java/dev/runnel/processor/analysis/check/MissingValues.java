package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import dev.runnel.processor.analysis.read.UnknownValue;
import dev.runnel.processor.diagnostic.Position;
import java.util.List;
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
        .flatMap(
            entry ->
                isClass(entry.getKey())
                    ? classes(name, entry.getValue())
                    : constants(entry.getKey(), name, entry.getValue()));
  }

  private static boolean isClass(ExecutableElement attribute) {
    return attribute.getReturnType().toString().contains("java.lang.Class<");
  }

  /** Javac does not say the name of a missing class: then it is said where it stands. */
  private Stream<Missing> classes(String name, AnnotationValue value) {
    Position at = Position.of(annotated, annotation);
    return single(value)
        .flatMap(
            each ->
                each.getValue() instanceof TypeMirror type
                    ? missingType.apply(type).map(known -> new Missing(known, at)).stream()
                    : Stream.of(new Missing("a class in " + name, at)));
  }

  /** No compiler says the name of a missing constant. */
  private Stream<Missing> constants(
      ExecutableElement attribute, String name, AnnotationValue value) {
    String what = "a constant for " + attribute.getSimpleName() + " of " + name;
    return single(value)
        .flatMap(
            each -> {
              if (each.getValue() instanceof AnnotationMirror nested) {
                return find(nested);
              }
              return UnknownValue.is(each)
                  ? Stream.of(new Missing(what, new Position(annotated, annotation, each)))
                  : Stream.empty();
            });
  }

  private static Stream<AnnotationValue> single(AnnotationValue value) {
    return value.getValue() instanceof List<?> list
        ? list.stream().filter(AnnotationValue.class::isInstance).map(AnnotationValue.class::cast)
        : Stream.of(value);
  }
}
