package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * Describes a constructor of the chain class, which the generated class repeats.
 *
 * @param visibility who can see it
 * @param annotations its annotations
 * @param typeVariables its own type variables
 * @param parameters its parameters, with their annotations
 * @param varargs whether the last parameter is variable
 * @param thrown what it declares to throw
 */
public record ConstructorSignature(
    Visibility visibility,
    List<AnnotationSpec> annotations,
    List<TypeVariableName> typeVariables,
    List<MethodParameter> parameters,
    boolean varargs,
    List<TypeName> thrown) {
  /** Copies the lists. */
  public ConstructorSignature {
    annotations = List.copyOf(annotations);
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
  }
}
