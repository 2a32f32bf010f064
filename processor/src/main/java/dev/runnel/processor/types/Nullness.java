package dev.runnel.processor.types;

import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.ExecutableElement;

/** Tells what is declared to be null at times, by whichever library's annotation. */
public final class Nullness {
  private static final Set<String> ANNOTATIONS = Set.of("Nullable", "CheckForNull");

  private Nullness() {}

  /** Tells whether a method says that it may return null. Kotlin's {@code String?} does so. */
  public static boolean mayReturnNull(ExecutableElement method) {
    return Stream.of(method, method.getReturnType()).anyMatch(Nullness::mayBeNull);
  }

  /** Tells whether a type, or what is declared, says that its values may be null. */
  public static boolean mayBeNull(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream()
        .map(annotation -> annotation.getAnnotationType().asElement().getSimpleName().toString())
        .anyMatch(ANNOTATIONS::contains);
  }
}
