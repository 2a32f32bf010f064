package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * Describes the class to generate for the tools of a class.
 *
 * @param className the class that declares the methods
 * @param type the same as a type, with its parameters
 * @param generatedName the simple name of the class to generate, in the same package
 * @param visibility how visible the class is, with the classes around it: public or package
 * @param annotations what to put on the generated class beside our own mark
 * @param tools the tools, in the order of their methods
 */
public record Toolbox(
    ClassName className,
    TypeName type,
    String generatedName,
    Visibility visibility,
    List<AnnotationSpec> annotations,
    List<ToolMethod> tools) {
  /** Copies the lists. */
  public Toolbox {
    annotations = List.copyOf(annotations);
    tools = List.copyOf(tools);
  }

  /**
   * Tells whether an instance of the class is needed.
   *
   * @return whether a method is not static
   */
  public boolean needsInstance() {
    return tools.stream().anyMatch(tool -> !tool.isStatic());
  }
}
