package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
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

  /**
   * Describes the constructor of a class that declares none.
   *
   * @param visibility who can see it
   * @return a constructor without parameters
   */
  public static ConstructorSignature plain(Visibility visibility) {
    return new ConstructorSignature(visibility, List.of(), List.of(), List.of(), false, List.of());
  }

  /**
   * Annotates the constructor.
   *
   * @param more further annotations
   * @return the same constructor, with these behind its own annotations
   */
  public ConstructorSignature with(List<AnnotationSpec> more) {
    List<AnnotationSpec> all = new ArrayList<>(annotations);
    all.addAll(more);
    return new ConstructorSignature(visibility, all, typeVariables, parameters, varargs, thrown);
  }
}
