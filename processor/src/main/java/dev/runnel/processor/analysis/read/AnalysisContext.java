package dev.runnel.processor.analysis.read;

import dev.runnel.processor.types.TypeSystem;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/**
 * Holds what every part of the analysis of one chain class needs.
 *
 * @param elements the compiler's elements
 * @param types the type system
 * @param chainClass the chain class
 */
public record AnalysisContext(Elements elements, TypeSystem types, TypeElement chainClass) {
  /** Returns the chain class as a type, with its own type variables. */
  DeclaredType type() {
    return (DeclaredType) chainClass.asType();
  }

  /** Returns the chain class's name as messages say it. */
  public String className() {
    return chainClass.getSimpleName().toString();
  }
}
