package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.AnnotationSpec;
import dev.runnel.processor.types.WritableAnnotations;
import dev.runnel.processor.types.WritableTypes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Finds the annotations of an abstract component that belong on the constructor's parameter, too:
 * all that may stand there, but for ours and the language's own.
 */
public final class ParameterAnnotations {
  private ParameterAnnotations() {}

  /** Returns the annotations, as they are to be written. */
  public static List<AnnotationSpec> of(Member component) {
    return carried(component).stream().map(WritableAnnotations::of).toList();
  }

  /** Returns the annotations. */
  public static List<? extends AnnotationMirror> carried(Member component) {
    return component.element().getAnnotationMirrors().stream()
        .filter(annotation -> WritableTypes.isWritable(annotation.getAnnotationType()))
        .filter(ParameterAnnotations::isCarried)
        .toList();
  }

  private static boolean isCarried(AnnotationMirror annotation) {
    TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
    String name = type.getQualifiedName().toString();
    return !name.startsWith("dev.runnel.annotations.")
        && !name.startsWith("java.lang.")
        && PrivateTypes.around(type).isEmpty()
        && mayStandOnParameter(type);
  }

  /** Without a target, an annotation may stand on every declaration. */
  private static boolean mayStandOnParameter(TypeElement annotation) {
    return annotation.getAnnotationMirrors().stream()
        .filter(meta -> meta.getAnnotationType().toString().equals(Target.class.getName()))
        .findFirst()
        .map(target -> targets(target).anyMatch(ElementType.PARAMETER.name()::equals))
        .orElse(true);
  }

  private static Stream<String> targets(AnnotationMirror target) {
    return target.getElementValues().values().stream()
        .map(AnnotationValue::getValue)
        .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
        .map(value -> value instanceof AnnotationValue each ? each.getValue() : value)
        .filter(VariableElement.class::isInstance)
        .map(constant -> ((VariableElement) constant).getSimpleName().toString());
  }
}
