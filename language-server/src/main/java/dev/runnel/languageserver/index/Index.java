package dev.runnel.languageserver.index;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands where in a file.
 *
 * @param occurrences names and what they mean
 * @param types the classes, outer ones first
 * @param methods their methods, but constructors
 * @param declared what annotations of these classes can name
 */
public record Index(
    List<Occurrence> occurrences, List<Type> types, List<Method> methods, List<Declared> declared) {
  /** Of an empty file. */
  public static final Index EMPTY = new Index(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Index {
    occurrences = List.copyOf(occurrences);
    types = List.copyOf(types);
    methods = List.copyOf(methods);
    declared = List.copyOf(declared);
  }

  /**
   * A class.
   *
   * @param name its qualified name
   * @param isInterface whether it is an interface
   * @param whole all of it
   * @param nameSpan its name
   * @param modifiers its modifiers and annotations
   */
  public record Type(String name, boolean isInterface, Span whole, Span nameSpan, Span modifiers) {}

  /**
   * A method.
   *
   * @param in the qualified name of its class
   * @param name its name
   * @param symbol what its name means
   * @param whole all of it
   * @param nameSpan its name
   * @param modifiers its modifiers and annotations
   * @param returns the type that it returns
   * @param arguments the type arguments of that
   * @param parameters its parameters
   * @param annotations its annotations of Runnel
   */
  public record Method(
      String in,
      String name,
      String symbol,
      Span whole,
      Span nameSpan,
      Span modifiers,
      Span returns,
      List<Span> arguments,
      List<Parameter> parameters,
      List<Annotation> annotations) {
    /** Finds an annotation by its simple name. */
    public Optional<Annotation> annotation(String simple) {
      return annotations.stream().filter(each -> each.name().equals(simple)).findFirst();
    }

    /** Returns the texts of its annotations that are names, and of those of its parameters. */
    public List<Text> names() {
      return Stream.concat(
              annotations.stream(),
              parameters.stream().flatMap(parameter -> parameter.annotations().stream()))
          .filter(annotation -> !annotation.name().equals("Prompt"))
          .flatMap(annotation -> annotation.texts().stream())
          .toList();
    }

    /** Tells whether it is a step or a chain. */
    public boolean isStep() {
      return annotations.stream().map(Annotation::name).anyMatch(Symbols.STEPS::contains);
    }
  }

  /**
   * A parameter.
   *
   * @param name its name
   * @param type its type
   * @param nameSpan its name's place
   * @param annotations its annotations
   */
  public record Parameter(String name, Span type, Span nameSpan, List<Annotation> annotations) {}

  /**
   * An annotation of Runnel.
   *
   * @param name its simple name
   * @param whole all of it
   * @param texts the texts in it, in their order
   */
  public record Annotation(String name, Span whole, List<Text> texts) {
    /** Returns the texts of an attribute. */
    public List<Text> texts(String attribute) {
      return texts.stream().filter(text -> text.attribute().equals(attribute)).toList();
    }
  }

  /**
   * A text in an annotation.
   *
   * @param attribute the attribute
   * @param value the text
   * @param content its place, without quotes
   */
  public record Text(String attribute, String value, Span content) {}

  /** Finds the name at a place; where two touch, the one that begins there. */
  public Optional<Occurrence> at(int offset) {
    Optional<Occurrence> found = Optional.empty();
    for (Occurrence each : occurrences) {
      if (each.span().contains(offset)
          && (found.isEmpty() || each.span().start() > found.get().span().start())) {
        found = Optional.of(each);
      }
    }
    return found;
  }

  /** Finds the method around a place. */
  public Optional<Method> methodAt(int offset) {
    return methods.stream().filter(each -> each.whole().contains(offset)).reduce((a, b) -> b);
  }

  /** Finds the innermost class around a place. */
  public Optional<Type> typeAt(int offset) {
    return types.stream().filter(each -> each.whole().contains(offset)).reduce((a, b) -> b);
  }

  /** Finds a class by its name, simple or qualified. */
  public Optional<Type> type(String name) {
    return types.stream()
        .filter(each -> each.name().equals(name) || each.name().endsWith("." + name))
        .findFirst();
  }

  /** Finds the methods of a class by their name. */
  public List<Method> methods(String in, String name) {
    return methods.stream()
        .filter(each -> each.in().equals(in) && each.name().equals(name))
        .toList();
  }
}
