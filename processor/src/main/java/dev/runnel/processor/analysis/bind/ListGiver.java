package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** A step that gives a list or an array, which is one value, where its elements are wanted. */
public final class ListGiver {
  private ListGiver() {}

  /**
   * Says what a step could return to give its elements one after the other.
   *
   * @param types the type system
   * @param step the step
   * @param wanted what is wanted in place of its list
   * @return such as {@code Iterable<String>}; empty if that would not help
   */
  public static Optional<String> better(TypeSystem types, DeclaredStep step, TypeMirror wanted) {
    if (step.kind() != StepKind.METHOD || step.gives() != Gives.ONE) {
      return Optional.empty();
    }
    return types
        .elementOf(step.chunk())
        .filter(element -> types.conversion(element, wanted) != null)
        .map(element -> "Iterable<" + Words.simple(types.boxed(element)) + ">");
  }
}
