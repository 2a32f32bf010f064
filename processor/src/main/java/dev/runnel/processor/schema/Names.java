package dev.runnel.processor.schema;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Names types: for the user, for definitions, and to tell them apart. */
final class Names {
  private Names() {}

  /** Returns the qualified name of a declared type's class. */
  static String qualified(TypeMirror type) {
    return ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
  }

  /** Returns a name as the user would write it, without packages and annotations. */
  static String shown(TypeMirror type) {
    return write(type, "<", ", ", ">", "[]", false);
  }

  /** Returns a name for the definition of a type. */
  static String definition(TypeMirror type) {
    return write(type, "_", "_", "", "_array", false).replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** Returns a text that is the same for types that have the same schema. */
  static String key(TypeMirror type) {
    return write(type, "<", ",", ">", "[]", true);
  }

  private static String write(
      TypeMirror type, String open, String separator, String close, String array, boolean exact) {
    if (type instanceof ArrayType of) {
      return write(of.getComponentType(), open, separator, close, array, exact) + array;
    }
    if (type instanceof WildcardType wildcard) {
      TypeMirror bound = wildcard.getExtendsBound();
      return bound == null ? "Object" : write(bound, open, separator, close, array, exact);
    }
    if (type.getKind() != TypeKind.DECLARED || !(type instanceof DeclaredType declared)) {
      return withoutAnnotations(type.toString());
    }
    TypeElement element = (TypeElement) declared.asElement();
    String name =
        exact ? element.getQualifiedName().toString() : element.getSimpleName().toString();
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    if (arguments.isEmpty()) {
      return name;
    }
    return arguments.stream()
        .map(
            each ->
                (exact ? annotations(each) : "")
                    + write(each, open, separator, close, array, exact))
        .collect(Collectors.joining(separator, name + open, close));
  }

  private static String annotations(TypeMirror type) {
    return type.getAnnotationMirrors().stream()
        .map(AnnotationMirror::toString)
        .sorted()
        .collect(Collectors.joining());
  }

  private static String withoutAnnotations(String name) {
    return name.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "");
  }
}
