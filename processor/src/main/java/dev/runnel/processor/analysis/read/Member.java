package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.StepProblems;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import org.jspecify.annotations.Nullable;

/**
 * A method of a chain class, its own or inherited.
 *
 * @param element the method
 * @param type its type as a member of the chain class
 * @param overridden the methods that it overrides, whose annotations it inherits
 */
public record Member(
    ExecutableElement element, ExecutableType type, List<ExecutableElement> overridden) {
  /** How to do without a suspend function. */
  static final String SUSPENDED_FIX =
      "Remove 'suspend', and call what suspends in runBlocking { ... }: a step may block.";

  /** How a tool does without one. */
  static final String SUSPENDED_FIX_OF_TOOL =
      "Remove 'suspend', and call what suspends in runBlocking { ... }: a tool may block.";

  private static final String CONTINUATION = "kotlin.coroutines.Continuation<";

  /** Returns the name of the method. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** Tells whether it has no body. */
  public boolean isAbstract() {
    return has(Modifier.ABSTRACT);
  }

  /** Tells whether it has a modifier. */
  public boolean has(Modifier modifier) {
    return element.getModifiers().contains(modifier);
  }

  /** Returns the class that declares it: the chain class, or one above. */
  public TypeElement declaringClass() {
    return (TypeElement) Objects.requireNonNull(element.getEnclosingElement());
  }

  /** Tells whether it is a suspend function of Kotlin's, which takes what is to go on with. */
  boolean isSuspended() {
    return isSuspended(element);
  }

  /** Tells whether a method is one. */
  static boolean isSuspended(ExecutableElement method) {
    return method.getParameters().stream()
        .anyMatch(parameter -> parameter.asType().toString().startsWith(CONTINUATION));
  }

  /** Says why the method cannot be a step, and what would help. */
  Problem unsupportedStep(String why, String fix) {
    return StepProblems.unsupportedStep(Position.of(element), name(), why, fix);
  }

  /** Says why the method cannot be a chain, and what would help. */
  Problem unsupportedChain(String why, String fix) {
    return ChainProblems.unsupportedChain(Position.of(element), name(), why, fix);
  }

  /** Finds an annotation of the method, or of one that it overrides; null if there is none. */
  @Nullable FoundAnnotation annotation(Class<?> annotation) {
    FoundAnnotation own = FoundAnnotation.find(element, annotation.getName());
    if (own != null) {
      return own;
    }
    for (ExecutableElement method : overridden) {
      FoundAnnotation inherited = FoundAnnotation.find(method, annotation.getName());
      if (inherited != null) {
        return inherited;
      }
    }
    return null;
  }

  /** Tells whether the method, or one that it overrides, has an annotation. */
  public boolean isAnnotated(Class<?> annotation) {
    return annotation(annotation) != null;
  }
}
