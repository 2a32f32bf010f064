package dev.runnel.processor.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of one thing, wherever they stand: those of a record's component are on its
 * accessor, field or parameter, and those for types on its type.
 */
record Annotated(List<AnnotationMirror> mirrors) {
  static Annotated of(AnnotatedConstruct... things) {
    List<AnnotationMirror> mirrors = new ArrayList<>();
    for (AnnotatedConstruct thing : things) {
      mirrors.addAll(thing.getAnnotationMirrors());
    }
    return new Annotated(mirrors);
  }

  Annotated and(Annotated other) {
    return new Annotated(Stream.concat(mirrors.stream(), other.mirrors.stream()).toList());
  }

  /** Lists the qualified names. */
  List<String> names() {
    return mirrors.stream().map(Annotated::name).distinct().toList();
  }

  boolean has(String name) {
    return find(name) != null;
  }

  /** Finds an annotation by its qualified name; null if there is none. */
  @Nullable Found find(String name) {
    for (AnnotationMirror mirror : mirrors) {
      if (name(mirror).equals(name)) {
        return new Found(mirror);
      }
    }
    return null;
  }

  /** Reads a text of an annotation; empty if either is not there. */
  String text(String annotation, String attribute) {
    Found found = find(annotation);
    return found == null ? "" : found.text(attribute);
  }

  static String name(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  /** An annotation that was found. Values that are not written do not exist. */
  record Found(AnnotationMirror mirror) {
    @Nullable Object value(String attribute) {
      for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
          mirror.getElementValues().entrySet()) {
        if (entry.getKey().getSimpleName().contentEquals(attribute)) {
          return entry.getValue().getValue();
        }
      }
      return null;
    }

    String text(String attribute) {
      return value(attribute) instanceof String text ? text : "";
    }

    boolean flag(String attribute) {
      return Boolean.TRUE.equals(value(attribute));
    }

    @Nullable Number number(String attribute) {
      return value(attribute) instanceof Number number ? number : null;
    }

    /** Reads the name of an enum's constant; empty if it is not written. */
    String constant(String attribute) {
      return value(attribute) instanceof VariableElement constant
          ? constant.getSimpleName().toString()
          : "";
    }

    @Nullable TypeMirror type(String attribute) {
      return value(attribute) instanceof TypeMirror type ? type : null;
    }

    List<Object> values(String attribute) {
      Object value = value(attribute);
      if (value instanceof List<?> list) {
        return list.stream()
            .filter(AnnotationValue.class::isInstance)
            .map(each -> ((AnnotationValue) each).getValue())
            .toList();
      }
      return value == null ? List.of() : List.of(value);
    }
  }
}
