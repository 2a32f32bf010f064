package dev.runnel.processor;

import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Knows the classes that Kotlin's compiler adds on its own. One of them, DefaultImpls, repeats an
 * interface's methods as static ones, annotations included.
 */
final class Kotlin {
  private static final String METADATA = "kotlin.Metadata";
  private static final int SYNTHETIC = 3;

  private Kotlin() {}

  /** Tells whether nobody has written a class. */
  static boolean isSynthetic(TypeElement type) {
    return type.getAnnotationMirrors().stream().anyMatch(Kotlin::marksSynthetic);
  }

  private static boolean marksSynthetic(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(METADATA)
        && annotation.getElementValues().entrySet().stream().anyMatch(Kotlin::saysSynthetic);
  }

  private static boolean saysSynthetic(
      Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry) {
    return entry.getKey().getSimpleName().contentEquals("k")
        && entry.getValue().getValue().equals(SYNTHETIC);
  }
}
