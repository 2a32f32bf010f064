package dev.runnel.processor.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
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
import org.jspecify.annotations.Nullable;

/**
 * Finds types that do not exist, or do not exist yet because another processor generates them: in
 * the signatures of a chain class and its supertypes, and above the types that these speak of.
 */
public final class MissingTypes {
  private final Predicate<Element> sources;
  private final Set<TypeElement> seen = new HashSet<>();

  private MissingTypes(Predicate<Element> sources) {
    this.sources = sources;
  }

  /**
   * Finds the first type that does not exist.
   *
   * @param type the chain class
   * @param sources tells what is compiled from source: supertypes of other classes are taken as
   *     they are
   * @return the name of the type as it is written; empty if all exist
   */
  public static Optional<String> in(TypeElement type, Predicate<Element> sources) {
    Set<TypeElement> done = new HashSet<>();
    Deque<TypeElement> open = new ArrayDeque<>(List.of(type));
    MissingTypes types = new MissingTypes(sources);
    while (!open.isEmpty()) {
      TypeElement next = open.removeFirst();
      if (!done.add(next)) {
        continue;
      }
      Optional<String> missing = types.inSignatures(next);
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

  private Optional<String> inSignatures(TypeElement type) {
    Stream<TypeMirror> bounds = bounds(type.getTypeParameters());
    Stream<TypeMirror> methods =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream().flatMap(MissingTypes::types);
    Stream<TypeMirror> constructors =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .flatMap(constructor -> Stream.concat(annotations(constructor), types(constructor)));
    return first(Stream.of(supertypes(type), bounds, methods, constructors).flatMap(each -> each))
        .or(() -> inAnnotations(ElementFilter.methodsIn(type.getEnclosedElements())));
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

  private Optional<String> missing(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.of(type.toString());
    }
    if (type instanceof ArrayType array) {
      return missing(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return first(Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound()));
    }
    if (type instanceof DeclaredType declared) {
      Stream<? extends TypeMirror> arguments = declared.getTypeArguments().stream();
      return first(Stream.concat(arguments, above(declared.asElement())));
    }
    return Optional.empty();
  }

  private Optional<String> inAnnotations(List<ExecutableElement> methods) {
    return methods.stream()
        .flatMap(method -> method.getAnnotationMirrors().stream())
        .map(this::missing)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Finds what is missing among the classes of one of our annotations. */
  private Optional<String> missing(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    if (!type.toString().startsWith("dev.runnel.annotations.")) {
      return Optional.empty();
    }
    return annotation.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getReturnType().toString().contains("java.lang.Class<"))
        .map(entry -> missing("a class in @" + type.getSimpleName(), entry.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Javac does not say the name of a missing class: then it is said where it stands. */
  private Optional<String> missing(String part, AnnotationValue value) {
    if (value.getValue() instanceof List<?> list) {
      return list.stream()
          .filter(AnnotationValue.class::isInstance)
          .map(each -> missing(part, (AnnotationValue) each))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return value.getValue() instanceof TypeMirror type ? missing(type) : Optional.of(part);
  }

  private Optional<String> first(Stream<? extends @Nullable TypeMirror> types) {
    return types
        .flatMap(Stream::ofNullable)
        .map(this::missing)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Stream<TypeMirror> above(Element element) {
    return element instanceof TypeElement type && sources.test(type) && seen.add(type)
        ? supertypes(type)
        : Stream.empty();
  }
}
