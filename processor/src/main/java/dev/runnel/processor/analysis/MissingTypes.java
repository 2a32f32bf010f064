package dev.runnel.processor.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * Finds types that do not exist, or do not exist yet because another processor generates them, in
 * the signatures of a chain class and its supertypes.
 */
public final class MissingTypes {
  private MissingTypes() {}

  /**
   * Finds the first type that does not exist.
   *
   * @param type the chain class
   * @return the name of the type as it is written; empty if all exist
   */
  public static Optional<String> in(TypeElement type) {
    Set<TypeElement> seen = new HashSet<>();
    Deque<TypeElement> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      TypeElement next = open.removeFirst();
      if (!seen.add(next)) {
        continue;
      }
      Optional<String> missing = inSignatures(next);
      if (missing.isPresent()) {
        return missing;
      }
      supertypes(next).forEach(supertype -> add(supertype, open));
    }
    return Optional.empty();
  }

  private static void add(TypeMirror supertype, Deque<TypeElement> open) {
    if (supertype instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      open.addLast(element);
    }
  }

  private static Stream<TypeMirror> supertypes(TypeElement type) {
    return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream());
  }

  private static Optional<String> inSignatures(TypeElement type) {
    Stream<TypeMirror> bounds = bounds(type.getTypeParameters());
    Stream<TypeMirror> methods =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream().flatMap(MissingTypes::types);
    Stream<TypeMirror> constructors =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .flatMap(constructor -> Stream.concat(annotations(constructor), types(constructor)));
    return Stream.of(supertypes(type), bounds, methods, constructors)
        .flatMap(each -> each)
        .map(MissingTypes::missing)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Stream<TypeMirror> types(ExecutableElement method) {
    return Stream.of(
            Stream.of(method.getReturnType()),
            method.getParameters().stream().map(Element::asType),
            method.getThrownTypes().stream(),
            bounds(method.getTypeParameters()))
        .flatMap(each -> each.map(TypeMirror.class::cast));
  }

  /** Annotations are copied from constructors and their parameters. */
  private static Stream<TypeMirror> annotations(ExecutableElement constructor) {
    return Stream.concat(Stream.of(constructor), constructor.getParameters().stream())
        .flatMap(element -> element.getAnnotationMirrors().stream())
        .map(AnnotationMirror::getAnnotationType);
  }

  private static Stream<TypeMirror> bounds(List<? extends TypeParameterElement> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.getBounds().stream());
  }

  private static Optional<String> missing(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.of(type.toString());
    }
    if (type instanceof ArrayType array) {
      return missing(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return Stream.of(
              Optional.ofNullable(wildcard.getExtendsBound()),
              Optional.ofNullable(wildcard.getSuperBound()))
          .flatMap(Optional::stream)
          .map(MissingTypes::missing)
          .flatMap(Optional::stream)
          .findFirst();
    }
    return type instanceof DeclaredType declared
        ? declared.getTypeArguments().stream()
            .map(MissingTypes::missing)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }
}
