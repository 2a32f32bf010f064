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
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
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
    Element type = mirror.getAnnotationType().asElement();
    return mirror.getElementValues().entrySet().stream()
        .flatMap(
            entry ->
                isClass(entry.getKey())
                    ? classes("@" + type.getSimpleName(), entry.getValue())
                    : constants(type, entry.getKey(), entry.getValue()));
  }

  private static boolean isClass(ExecutableElement attribute) {
    TypeMirror type = attribute.getReturnType();
    TypeMirror single = type instanceof ArrayType array ? array.getComponentType() : type;
    return single instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals("java.lang.Class");
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
      Element type, ExecutableElement attribute, AnnotationValue value) {
    String what = "a constant for " + attribute.getSimpleName() + " of @" + type.getSimpleName();
    return single(value)
        .flatMap(
            each -> {
              if (each.getValue() instanceof AnnotationMirror nested) {
                return find(nested);
              }
              Position at = new Position(annotated, annotation, each);
              return UnknownValue.is(each)
                  ? Stream.of(new Missing(what, at, type + "." + attribute.getSimpleName()))
                  : Stream.empty();
            });
  }

  private static Stream<AnnotationValue> single(AnnotationValue value) {
    return value.getValue() instanceof List<?> list
        ? list.stream().filter(AnnotationValue.class::isInstance).map(AnnotationValue.class::cast)
        : Stream.of(value);
  }
}
