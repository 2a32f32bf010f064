package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * Describes a chain class and the class to generate for it.
 *
 * @param className the chain class
 * @param generatedName the simple name of the class to generate, in the same package
 * @param type the chain class as a supertype, with its type variables as arguments
 * @param visibility how visible the chain class is, with the classes around it: public or package
 * @param isInterface whether the chain class is an interface
 * @param typeVariables its type variables, with their bounds
 * @param constructors those of its constructors that a subclass can call; for an interface, one
 *     without parameters
 * @param annotations what to put on the generated class beside our own mark
 * @param components the methods that return components, in the order of their declaration
 * @param prompts the prompt steps to implement
 * @param chains the chains to implement, in the order of their declaration
 * @param brokenMethods abstract methods that are wrong, to be implemented by throwing
 */
public record ChainClass(
    ClassName className,
    String generatedName,
    TypeName type,
    Visibility visibility,
    boolean isInterface,
    List<TypeVariableName> typeVariables,
    List<ConstructorSignature> constructors,
    List<AnnotationSpec> annotations,
    List<Component> components,
    List<PromptStep> prompts,
    List<Chain> chains,
    List<BrokenMethod> brokenMethods) {
  /** Copies the lists. */
  public ChainClass {
    typeVariables = List.copyOf(typeVariables);
    constructors = List.copyOf(constructors);
    annotations = List.copyOf(annotations);
    components = List.copyOf(components);
    prompts = List.copyOf(prompts);
    chains = List.copyOf(chains);
    brokenMethods = List.copyOf(brokenMethods);
  }

  /**
   * Returns the package of both classes.
   *
   * @return its name; empty for the unnamed package
   */
  public String packageName() {
    return className.packageName();
  }
}
