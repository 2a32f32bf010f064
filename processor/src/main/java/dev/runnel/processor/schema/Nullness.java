package dev.runnel.processor.schema;

import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Knows what may be null: what an annotation says, and a boxed number where nobody says anything.
 */
final class Nullness {
  private static final Set<String> NULLABLE = Set.of("Nullable", "CheckForNull");
  private static final Set<String> NOT_NULL =
      Set.of("NotNull", "NonNull", "Nonnull", "NotBlank", "NotEmpty");

  private static final Set<String> BOXED =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Boolean",
          "java.lang.Character");

  private final Elements elements;

  Nullness(Elements elements) {
    this.elements = elements;
  }

  /**
   * Tells whether an annotation says that null is meant. Whose annotation it is does not matter.
   */
  static boolean isNullable(Annotated annotated) {
    return has(annotated, NULLABLE);
  }

  /**
   * Tells whether a property is a boxed number, where it could be a primitive, outside of code in
   * which nothing is null unless it says so.
   */
  boolean isBoxedForNull(TypeMirror type, Annotated annotated, Element declared) {
    return type.getKind() == TypeKind.DECLARED
        && BOXED.contains(Names.qualified(type))
        && !has(annotated, NOT_NULL)
        && !isNullMarked(declared);
  }

  private static boolean has(Annotated annotated, Set<String> simpleNames) {
    return annotated.mirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .anyMatch(type -> simpleNames.contains(type.asElement().getSimpleName().toString()));
  }

  private boolean isNullMarked(Element declared) {
    for (Element at = declared; at != null; at = at.getEnclosingElement()) {
      Annotated annotated = Annotated.of(at);
      if (annotated.has("org.jspecify.annotations.NullMarked")) {
        return true;
      }
      if (annotated.has("org.jspecify.annotations.NullUnmarked")) {
        return false;
      }
    }
    Element module = elements.getModuleOf(declared);
    return module != null && Annotated.of(module).has("org.jspecify.annotations.NullMarked");
  }
}
