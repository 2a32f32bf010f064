package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * Describes a parameter of a method or constructor.
 *
 * @param name its name
 * @param type its type
 * @param annotations its annotations; kept for constructors only
 */
public record MethodParameter(String name, TypeName type, List<AnnotationSpec> annotations) {
  /** Copies the list. */
  public MethodParameter {
    annotations = List.copyOf(annotations);
  }

  /**
   * Gives it another name.
   *
   * @param other the name
   * @return a copy
   */
  public MethodParameter named(String other) {
    return new MethodParameter(other, type, annotations);
  }
}
