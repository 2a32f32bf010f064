package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.schema.Annotated.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds how JSON tells which subtype it is, as {@code @JsonTypeInfo} says. */
final class TypeIds {
  /**
   * The id of one class.
   *
   * @param property the property that has it; or, in a wrapper, the class's only property
   * @param id the id; null if the other properties tell the class
   * @param isWrapper whether the value stands in an object under its id
   */
  record TypeId(String property, @Nullable String id, boolean isWrapper) {}

  private final Elements elements;
  private final Types types;

  TypeIds(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Finds the id of a class; empty if JSON need not tell it. */
  Result<Optional<TypeId>> of(TypeElement type) {
    Found info = inherited(type, Jackson.TYPE_INFO);
    if (info == null) {
      return Result.ok(Optional.empty());
    }
    String include = info.constant("include");
    boolean isWrapper = include.equals("WRAPPER_OBJECT");
    if (!isWrapper && !List.of("", "PROPERTY", "EXISTING_PROPERTY").contains(include)) {
      return Result.rejected(unknown(type, "@JsonTypeInfo(include = " + include + ")"));
    }
    String given = info.text("property");
    String use = info.constant("use");
    return switch (use) {
      case "NAME" -> Result.ok(id(given, "@type", name(type), isWrapper));
      case "SIMPLE_NAME" -> Result.ok(id(given, "@type", simple(type), isWrapper));
      case "CLASS" -> Result.ok(id(given, "@class", binary(type), isWrapper));
      case "DEDUCTION" -> Result.ok(Optional.empty());
      default -> Result.rejected(unknown(type, "@JsonTypeInfo(use = " + use + ")"));
    };
  }

  private static Optional<TypeId> id(
      String property, String otherwise, String id, boolean isWrapper) {
    return Optional.of(new TypeId(property.isEmpty() ? otherwise : property, id, isWrapper));
  }

  private static Problem unknown(TypeElement type, String annotation) {
    return SchemaProblems.unknownJson(
        Position.of(type),
        type.getSimpleName().toString(),
        "it has " + annotation,
        "Use @JsonTypeInfo(use = JsonTypeInfo.Id.NAME).");
  }

  /** Tells whether a class has subtypes that its JSON may be. */
  boolean isChoice(TypeElement type) {
    return Annotated.of(type).has(Jackson.SUB_TYPES)
        || type.getModifiers().contains(Modifier.ABSTRACT)
        || type.getModifiers().contains(Modifier.SEALED);
  }

  /** Lists the concrete classes that JSON of a type may be, in the declared order. */
  Result<List<DeclaredType>> subtypes(DeclaredType declared) {
    TypeElement type = (TypeElement) declared.asElement();
    String name = type.getSimpleName().toString();
    if (inherited(type, Jackson.TYPE_INFO) == null) {
      return Result.rejected(
          SchemaProblems.noSchema(
              Position.of(type),
              name,
              "it is abstract, and nothing tells Jackson which class to make",
              "Annotate it with @JsonTypeInfo(use = JsonTypeInfo.Id.NAME), or use a record."));
    }
    List<DeclaredType> subtypes = new ArrayList<>();
    collect(declared, subtypes, new ArrayList<>());
    if (subtypes.isEmpty()) {
      return Result.rejected(
          SchemaProblems.noSchema(
              Position.of(type),
              name,
              "nobody knows its subtypes",
              "Make it sealed, or name them with @JsonSubTypes."));
    }
    return Result.ok(subtypes);
  }

  private void collect(DeclaredType declared, List<DeclaredType> subtypes, List<TypeElement> seen) {
    TypeElement type = (TypeElement) declared.asElement();
    if (seen.contains(type)) {
      return;
    }
    seen.add(type);
    if (!type.getModifiers().contains(Modifier.ABSTRACT)) {
      subtypes.add(declared);
    }
    Stream<TypeMirror> named = named(type).map(Subtype::type);
    List<? extends TypeMirror> below =
        Annotated.of(type).has(Jackson.SUB_TYPES) ? named.toList() : type.getPermittedSubclasses();
    for (TypeMirror each : below) {
      if (types.asElement(each) instanceof TypeElement subtype) {
        collect(instance(subtype), subtypes, seen);
      }
    }
  }

  /** A generic subtype has its arguments erased: nothing says what they are. */
  private DeclaredType instance(TypeElement subtype) {
    return subtype.getTypeParameters().isEmpty()
        ? (DeclaredType) subtype.asType()
        : types.getDeclaredType(subtype);
  }

  private record Subtype(TypeMirror type, String name) {}

  private static Stream<Subtype> named(TypeElement type) {
    Found found = Annotated.of(type).find(Jackson.SUB_TYPES);
    if (found == null) {
      return Stream.empty();
    }
    return found.values("value").stream()
        .filter(AnnotationMirror.class::isInstance)
        .map(each -> new Found((AnnotationMirror) each))
        .flatMap(
            each ->
                Stream.ofNullable(each.type("value"))
                    .map(subtype -> new Subtype(subtype, subtypeName(each))));
  }

  private static String subtypeName(Found subtype) {
    String name = subtype.text("name");
    return name.isEmpty() && !subtype.values("names").isEmpty()
        ? subtype.values("names").get(0).toString()
        : name;
  }

  /** Finds the name of a class: as the nearest type above says, as it says itself, or its own. */
  private String name(TypeElement type) {
    for (TypeElement above : above(type).toList()) {
      Optional<String> given =
          named(above)
              .filter(each -> type.equals(types.asElement(each.type())))
              .map(Subtype::name)
              .filter(name -> !name.isEmpty())
              .findFirst();
      if (given.isPresent()) {
        return given.get();
      }
    }
    String given = Annotated.of(type).text(Jackson.TYPE_NAME, "value");
    return given.isEmpty() ? binary(type).substring(binary(type).lastIndexOf('.') + 1) : given;
  }

  private String simple(TypeElement type) {
    String given = Annotated.of(type).text(Jackson.TYPE_NAME, "value");
    return given.isEmpty() ? type.getSimpleName().toString() : given;
  }

  private String binary(TypeElement type) {
    return elements.getBinaryName(type).toString();
  }

  private @Nullable Found inherited(TypeElement type, String annotation) {
    return above(type)
        .map(each -> Annotated.of(each).find(annotation))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(null);
  }

  /** Lists a type and all above it, the nearest first. */
  private Stream<TypeElement> above(TypeElement type) {
    Stream<TypeElement> supertypes =
        types.directSupertypes(type.asType()).stream()
            .map(types::asElement)
            .filter(TypeElement.class::isInstance)
            .map(TypeElement.class::cast)
            .flatMap(this::above);
    return Stream.concat(Stream.of(type), supertypes);
  }
}
