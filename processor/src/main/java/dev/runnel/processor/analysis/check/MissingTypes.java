package dev.runnel.processor.analysis.check;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.types.WritableTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
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
 * the signatures of a chain class and its supertypes, above the types that these speak of, and in
 * our annotations, where constants can be missing as well.
 */
public final class MissingTypes {
  private final Predicate<Element> sources;
  private final Set<TypeElement> seen = new HashSet<>();

  private MissingTypes(Predicate<Element> sources) {
    this.sources = sources;
  }

  /**
   * A type that does not exist, or a constant.
   *
   * @param name its name as it is written; of a constant where it stands, for no compiler says more
   * @param position what speaks of it first
   * @param attribute of a constant, the attribute that it stands in, with the qualified name of the
   *     annotation before it; else null
   */
  public record Missing(String name, Position position, @Nullable String attribute) {
    Missing(String name, Position position) {
      this(name, position, null);
    }

    /** Tells whether it is a constant. */
    public boolean isConstant() {
      return attribute != null;
    }
  }

  /** A type, and what speaks of it. */
  private record Mention(Position position, TypeMirror type) {
    Mention(Element element, TypeMirror type) {
      this(Position.of(element), type);
    }
  }

  /**
   * Finds the types that do not exist, each once.
   *
   * @param type the chain class
   * @param sources tells what is compiled from source: supertypes of other classes are taken as
   *     they are
   * @return the types, in the order in which they are written
   */
  public static List<Missing> in(TypeElement type, Predicate<Element> sources) {
    Set<TypeElement> done = new HashSet<>();
    Deque<TypeElement> open = new ArrayDeque<>(List.of(type));
    MissingTypes types = new MissingTypes(sources);
    Map<String, Missing> found = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      TypeElement next = open.removeFirst();
      if (done.add(next)) {
        types.inSignatures(next).forEach(each -> found.putIfAbsent(each.name(), each));
        supertypes(next).forEach(supertype -> add(supertype, open));
      }
    }
    return List.copyOf(found.values());
  }

  /** What a compiler makes up for a type that does not exist has no members to ask for. */
  private static void add(TypeMirror supertype, Deque<TypeElement> open) {
    if (supertype.getKind() == TypeKind.DECLARED
        && supertype instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      open.addLast(element);
    }
  }

  private static Stream<TypeMirror> supertypes(TypeElement type) {
    return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream());
  }

  private Stream<Missing> inSignatures(TypeElement type) {
    Stream<Mention> above =
        Stream.concat(supertypes(type), bounds(type.getTypeParameters()))
            .map(mentioned -> new Mention(type, mentioned));
    List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements());
    List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
    List<Element> copying = copying(constructors, methods);
    Stream<Mention> mentions =
        Stream.of(
                above,
                copying.stream().flatMap(MissingTypes::annotations),
                Stream.concat(constructors.stream(), methods.stream()).flatMap(MissingTypes::types))
            .flatMap(each -> each);
    Stream<Missing> copied =
        copying.stream().flatMap(element -> inAnnotations(element, any -> true));
    return Stream.of(
            mentions.flatMap(mention -> missing(mention.type(), mention.position())),
            copied,
            methods.stream().flatMap(this::inAnnotations))
        .flatMap(each -> each);
  }

  private Stream<Missing> missing(TypeMirror type, Position position) {
    return missing(type).map(name -> new Missing(name, position)).stream();
  }

  private static Stream<Mention> types(ExecutableElement method) {
    Stream<TypeMirror> other =
        Stream.concat(method.getThrownTypes().stream(), bounds(method.getTypeParameters()));
    return Stream.of(
            Stream.of(new Mention(method, method.getReturnType())),
            method.getParameters().stream()
                .map(parameter -> new Mention(parameter, parameter.asType())),
            other.map(type -> new Mention(method, type)))
        .flatMap(each -> each);
  }

  private static Stream<Element> annotated(ExecutableElement method) {
    return Stream.concat(Stream.of(method), method.getParameters().stream());
  }

  /** Lists that of which annotations are copied, of whomever they are: also abstract components. */
  private static List<Element> copying(
      List<ExecutableElement> constructors, List<ExecutableElement> methods) {
    return Stream.concat(
            constructors.stream().flatMap(MissingTypes::annotated),
            methods.stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(
                    method ->
                        method.getAnnotationMirrors().stream().anyMatch(MissingTypes::isOurs)))
        .toList();
  }

  private static Stream<Mention> annotations(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(
            annotation ->
                new Mention(Position.of(element, annotation), annotation.getAnnotationType()));
  }

  private static Stream<TypeMirror> bounds(List<? extends TypeParameterElement> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.getBounds().stream());
  }

  private Optional<String> missing(TypeMirror type) {
    if (WritableTypes.isMissing(type)) {
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

  /** Finds what is missing in our annotations of a method and of its parameters. */
  private Stream<Missing> inAnnotations(ExecutableElement method) {
    return annotated(method).flatMap(element -> inAnnotations(element, MissingTypes::isOurs));
  }

  private Stream<Missing> inAnnotations(Element element, Predicate<AnnotationMirror> which) {
    return element.getAnnotationMirrors().stream()
        .filter(which)
        .flatMap(annotation -> new MissingValues(element, annotation, this::missing).find());
  }

  private static boolean isOurs(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    return type.toString().startsWith("dev.runnel.annotations.");
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
