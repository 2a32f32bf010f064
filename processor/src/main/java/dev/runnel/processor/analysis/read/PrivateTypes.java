package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Finds private classes, which the generated class cannot see, in types. */
public final class PrivateTypes {
  private PrivateTypes() {}

  /**
   * Says that a type names a private class.
   *
   * @param what what uses the type, such as "Step 'ask'"
   * @return the problem; empty if all that it names can be seen
   */
  public static Optional<Problem> problem(TypeMirror type, Position at, String what) {
    return in(type)
        .map(hidden -> ClassProblems.privateType(at, what, hidden.getSimpleName().toString()));
  }

  /**
   * Says that an annotation names a private class: it is one, or a value speaks of one.
   *
   * @param what what uses the class, such as "@Named of 'model'"
   * @return the problem; empty if all that it names can be seen
   */
  public static Optional<Problem> problem(AnnotationMirror annotation, Position at, String what) {
    return named(annotation)
        .findFirst()
        .map(hidden -> ClassProblems.privateType(at, what, hidden.getSimpleName().toString()));
  }

  private static Stream<Element> named(AnnotationMirror annotation) {
    return Stream.concat(
        around(annotation.getAnnotationType().asElement()).stream(),
        annotation.getElementValues().values().stream().flatMap(PrivateTypes::named));
  }

  private static Stream<Element> named(AnnotationValue value) {
    Object held = value.getValue();
    if (held instanceof TypeMirror type) {
      return in(type).stream();
    }
    if (held instanceof VariableElement constant) {
      return around(constant.getEnclosingElement()).stream();
    }
    if (held instanceof AnnotationMirror nested) {
      return named(nested);
    }
    return held instanceof List<?> all
        ? all.stream()
            .filter(AnnotationValue.class::isInstance)
            .flatMap(each -> named((AnnotationValue) each))
        : Stream.empty();
  }

  /** Finds the first private class that a type names; empty if there is none. */
  static Optional<Element> in(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return in(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() != null
          ? in(wildcard.getExtendsBound())
          : Optional.ofNullable(wildcard.getSuperBound()).flatMap(PrivateTypes::in);
    }
    if (type instanceof DeclaredType declared) {
      Optional<Element> found = around(declared.asElement());
      return found.isPresent() ? found : inAny(declared.getTypeArguments());
    }
    return Optional.empty();
  }

  private static Optional<Element> inAny(List<? extends TypeMirror> types) {
    return types.stream().map(PrivateTypes::in).flatMap(Optional::stream).findFirst();
  }

  /** Finds the private one among a class and those around it. */
  public static Optional<Element> around(@Nullable Element element) {
    for (@Nullable Element at = element;
        at != null && (at.getKind().isClass() || at.getKind().isInterface());
        at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
