package dev.runnel.languageserver.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Says which names mean the same: methods that override each other do, and a parameter that reads a
 * step because it bears its name means that step.
 */
final class Symbols {
  /** The annotations of steps and chains, by their simple names. */
  static final Set<String> STEPS = Set.of("Chain", "Step", "StreamingStep", "Prompt");

  private final Elements elements;
  private final Types types;
  private final Set<Reader> readers;
  private final Map<ExecutableElement, String> known = new HashMap<>();

  /**
   * A parameter that reads the step of its name.
   *
   * @param in the class that declares the step that reads
   * @param step that step
   * @param parameter the parameter, and the step that it reads
   * @param source the class that declares the step that it reads
   */
  record Reader(String in, String step, String parameter, String source) {}

  Symbols(Elements elements, Types types, Set<Reader> readers) {
    this.elements = elements;
    this.types = types;
    this.readers = readers;
  }

  /** Says what a method's name means: the first declaration of those that it overrides. */
  String of(ExecutableElement method) {
    String symbol = known.get(method);
    if (symbol == null) {
      symbol = key(first(method));
      known.put(method, symbol);
    }
    return symbol;
  }

  /** Says what a parameter's name means. */
  String of(ExecutableElement method, VariableElement parameter) {
    return step(method, parameter)
        .orElseGet(() -> "parameter " + key(method) + " " + parameter.getSimpleName());
  }

  /** Says which step a parameter's name means; empty if it means none. */
  Optional<String> step(ExecutableElement method, VariableElement parameter) {
    String name = parameter.getSimpleName().toString();
    String in = className(method);
    for (Reader reader : readers) {
      if (reader.in().equals(in)
          && reader.parameter().equals(name)
          && method.getSimpleName().contentEquals(reader.step())
          && !saysSo(parameter)) {
        TypeElement source = elements.getTypeElement(reader.source());
        return source == null ? Optional.empty() : member(source, name, this::isStep).map(this::of);
      }
    }
    return Optional.empty();
  }

  private static boolean saysSo(VariableElement parameter) {
    return parameter.getAnnotationMirrors().stream()
        .map(mirror -> mirror.getAnnotationType().asElement().getSimpleName().toString())
        .anyMatch(name -> name.equals("From") || name.equals("Input"));
  }

  /** Finds what an annotation of a class names: a step if there is one, else any method. */
  Optional<String> named(TypeElement type, String name) {
    return member(type, name, this::isStep)
        .or(() -> member(type, name, each -> true))
        .map(this::of);
  }

  /** Lists the methods that a class declares, and the steps that it inherits. */
  List<Declared> declared(TypeElement type) {
    return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
        .filter(method -> type.equals(method.getEnclosingElement()) || isStep(method))
        .map(
            method ->
                new Declared(
                    type.getQualifiedName().toString(),
                    method.getSimpleName().toString(),
                    parameters(method) + types.erasure(method.getReturnType()),
                    method.getParameters().stream()
                        .map(parameter -> parameter.getSimpleName().toString())
                        .toList()))
        .toList();
  }

  private Optional<ExecutableElement> member(
      TypeElement type, String name, Predicate<ExecutableElement> which) {
    return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .filter(which)
        .findFirst();
  }

  private boolean isStep(ExecutableElement method) {
    return isAnnotated(method) || isAnnotated(first(method));
  }

  private static boolean isAnnotated(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .map(mirror -> mirror.getAnnotationType().asElement().getSimpleName().toString())
        .anyMatch(STEPS::contains);
  }

  private ExecutableElement first(ExecutableElement method) {
    ExecutableElement first = method;
    if (method.getEnclosingElement() instanceof TypeElement type) {
      for (TypeElement above : supertypes(type)) {
        for (ExecutableElement other : ElementFilter.methodsIn(above.getEnclosedElements())) {
          if (other.getSimpleName().equals(method.getSimpleName())
              && elements.overrides(method, other, type)) {
            first = other;
          }
        }
      }
    }
    return first;
  }

  /** Lists what a class extends and implements, the nearest first. */
  private Set<TypeElement> supertypes(TypeElement type) {
    Set<TypeElement> all = new LinkedHashSet<>();
    Deque<TypeMirror> open = new ArrayDeque<>(types.directSupertypes(type.asType()));
    while (!open.isEmpty()) {
      if (open.removeFirst() instanceof DeclaredType next
          && next.asElement() instanceof TypeElement element
          && all.add(element)) {
        open.addAll(types.directSupertypes(next));
      }
    }
    return all;
  }

  private String key(ExecutableElement method) {
    return className(method) + "#" + method.getSimpleName() + parameters(method);
  }

  private String parameters(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> types.erasure(parameter.asType()).toString())
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String className(ExecutableElement method) {
    Element type = method.getEnclosingElement();
    return type instanceof TypeElement named ? named.getQualifiedName().toString() : "";
  }
}
