package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.RunTraits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * An annotation, and what it stands on. It reads its values and points to them.
 *
 * @param on what is annotated
 * @param mirror the annotation
 */
record FoundAnnotation(Element on, AnnotationMirror mirror) {
  /** Finds an annotation of an element; null if it has none. */
  static @Nullable FoundAnnotation find(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(name)) {
        return new FoundAnnotation(element, mirror);
      }
    }
    return null;
  }

  /** Returns the annotation's name as it is written. */
  String name() {
    return "@" + mirror.getAnnotationType().asElement().getSimpleName();
  }

  /** Points to the annotation. */
  Position position() {
    return Position.of(on, mirror);
  }

  /** Points to an attribute's value, or to the annotation if the value is the default. */
  Position position(String attribute) {
    return new Position(on, mirror, explicit(attribute));
  }

  /** Points to an element of an attribute that is an array. */
  Position position(AnnotationValue value) {
    return new Position(on, mirror, value);
  }

  /** Reads text; empty if it is not given. */
  String text(String attribute) {
    AnnotationValue value = explicit(attribute);
    return value != null && value.getValue() instanceof String text ? text : "";
  }

  /** Reads the name of an enum's constant; null if it is not given. */
  @Nullable String constant(String attribute) {
    AnnotationValue value = explicit(attribute);
    return value == null ? null : constant(value);
  }

  /** Reads the name of an enum's constant; null if it is none, such as one that is misspelt. */
  static @Nullable String constant(AnnotationValue value) {
    return value.getValue() instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : null;
  }

  /** Reads an array; empty if it is not given. */
  List<AnnotationValue> values(String attribute) {
    AnnotationValue value = explicit(attribute);
    if (value == null) {
      return List.of();
    }
    if (value.getValue() instanceof List<?> list) {
      return list.stream()
          .filter(AnnotationValue.class::isInstance)
          .map(AnnotationValue.class::cast)
          .toList();
    }
    return List.of(value);
  }

  /** Reads an array of texts; empty if it is not given. */
  List<String> texts(String attribute) {
    return values(attribute).stream()
        .map(AnnotationValue::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** Reads a number; null if it is not given. */
  @Nullable Number number(String attribute) {
    AnnotationValue value = explicit(attribute);
    return value != null && value.getValue() instanceof Number number ? number : null;
  }

  /** Reads a yes or no; null if it is not given. */
  @Nullable Boolean flag(String attribute) {
    AnnotationValue value = explicit(attribute);
    return value != null && value.getValue() instanceof Boolean flag ? flag : null;
  }

  /**
   * Reads what listeners are told of a method's runs.
   *
   * @param otherwise the kind of work, if the annotation does not say; null if nobody does
   */
  RunTraits run(Member method, @Nullable RunType otherwise) {
    String name = text("name");
    List<AnnotationValue> types = values("type");
    String type = types.isEmpty() ? null : constant(types.get(0));
    return new RunTraits(
        name.isEmpty() ? method.name() : name,
        type == null ? otherwise : RunType.valueOf(type),
        texts("tags"),
        chunks());
  }

  private @Nullable Chunks chunks() {
    List<AnnotationValue> given = values("chunks");
    String word = given.isEmpty() ? null : constant(given.get(0));
    return Stream.of(Chunks.values())
        .filter(chunks -> chunks.name().equals(word))
        .findFirst()
        .orElse(null);
  }

  /** Tells whether a value is written, be it the default. */
  boolean gives(String attribute) {
    return explicit(attribute) != null;
  }

  private @Nullable AnnotationValue explicit(String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
