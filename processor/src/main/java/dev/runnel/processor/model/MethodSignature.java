package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * Describes a method as a member of the chain class: what overriding it takes.
 *
 * @param name its name
 * @param visibility who can see it
 * @param typeVariables its own type variables
 * @param returnType what it returns, with type annotations left out
 * @param parameters its parameters
 * @param varargs whether the last parameter is variable
 * @param thrown what it declares to throw
 * @param declaringClass where it is declared: the chain class or a supertype
 */
public record MethodSignature(
    String name,
    Visibility visibility,
    List<TypeVariableName> typeVariables,
    TypeName returnType,
    List<MethodParameter> parameters,
    boolean varargs,
    List<TypeName> thrown,
    ClassName declaringClass) {
  /** Copies the lists. */
  public MethodSignature {
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
  }

  /**
   * Takes other parameters.
   *
   * @param others the parameters
   * @return a copy
   */
  public MethodSignature withParameters(List<MethodParameter> others) {
    return new MethodSignature(
        name, visibility, typeVariables, returnType, others, varargs, thrown, declaringClass);
  }
}
