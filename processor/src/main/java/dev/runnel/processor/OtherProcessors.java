package dev.runnel.processor;

import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Guesses, by the annotations in a build, whether processors beside ours generate classes. */
final class OtherProcessors {
  /** Annotations for which nobody generates classes. */
  private static final List<String> PASSIVE =
      List.of(
          "java.",
          "javax.annotation.",
          "javax.inject.",
          "jakarta.annotation.",
          "jakarta.inject.",
          "dev.runnel.annotations.",
          "dev.runnel.engine.",
          "org.jspecify.annotations.",
          "org.jetbrains.annotations.",
          "org.springframework.",
          "com.fasterxml.jackson.annotation.",
          "kotlin.");

  private OtherProcessors() {}

  /** Tells whether something in these classes is annotated for another processor. */
  static boolean mayAnswer(Collection<? extends Element> classes) {
    return classes.stream().anyMatch(OtherProcessors::isAnnotated);
  }

  private static boolean isAnnotated(Element element) {
    return element.getAnnotationMirrors().stream()
            .map(annotation -> annotation.getAnnotationType().asElement())
            .anyMatch(type -> !(type instanceof TypeElement known) || !isPassive(known))
        || mayAnswer(element.getEnclosedElements())
        || (element instanceof ExecutableElement method && mayAnswer(method.getParameters()));
  }

  private static boolean isPassive(TypeElement annotation) {
    String name = annotation.getQualifiedName().toString();
    return PASSIVE.stream().anyMatch(name::startsWith);
  }
}
