package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what is generated for a chain class that nothing can implement: a class with the right
 * constructors and methods, so that who uses it gets no errors beside the one that is reported.
 *
 * @param className the chain class
 * @param generatedName the simple name of the class to generate, in the same package
 * @param supertype the chain class, where it can be extended all the same; else null
 * @param isInterface whether the chain class is an interface
 * @param visibility how visible the chain class is
 * @param typeVariables its type variables, with their bounds
 * @param constructors the constructors, as far as they are known
 * @param methods the methods, as far as they are known
 * @param diagnostic the error's text, as reported
 */
public record StandIn(
    ClassName className,
    String generatedName,
    @Nullable TypeName supertype,
    boolean isInterface,
    Visibility visibility,
    List<TypeVariableName> typeVariables,
    List<Constructor> constructors,
    List<MethodSignature> methods,
    String diagnostic) {
  /** Copies the lists. */
  public StandIn {
    typeVariables = List.copyOf(typeVariables);
    constructors = List.copyOf(constructors);
    methods = List.copyOf(methods);
  }

  /**
   * A constructor: what the chain class takes, and then its components.
   *
   * @param signature the constructor of the chain class
   * @param components the methods that return what is passed
   */
  public record Constructor(ConstructorSignature signature, List<MethodSignature> components) {
    /** Copies the list. */
    public Constructor {
      components = List.copyOf(components);
    }
  }
}
