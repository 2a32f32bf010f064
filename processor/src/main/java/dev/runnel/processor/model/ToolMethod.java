package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a tool that is made of a method.
 *
 * @param method the name of the method
 * @param isStatic whether it needs no instance
 * @param name the name by which a model calls it
 * @param description what it does, for the model; may be empty
 * @param json the schema of its arguments, on one line; empty if it is broken
 * @param arguments the method's parameters, in their order; of a chain its input
 * @param form how the method gives its result
 * @param chunk the pieces that tell how it gets on
 * @param output the result
 * @param whole how the pieces become the result
 * @param settings how it is to be run
 * @param broken the error's text, as reported, if there can be no such tool; else null
 */
public record ToolMethod(
    String method,
    boolean isStatic,
    String name,
    String description,
    String json,
    List<Argument> arguments,
    ToolForm form,
    TypeName chunk,
    TypeName output,
    WholeRule whole,
    ToolSettings settings,
    @Nullable String broken) {
  /** Says how the pieces of a stream become the result. */
  public enum WholeRule {
    /** There is one piece, or a call knows. */
    OWN,
    /** They are text. */
    TEXT,
    /** They add themselves up. */
    SUM,
    /** They are listed. */
    LIST
  }

  /**
   * Describes an argument of the method.
   *
   * @param parameter the parameter; its annotations are those that Jackson reads
   * @param isRunContext whether it is the run, of which the model is not told
   */
  public record Argument(MethodParameter parameter, boolean isRunContext) {}

  /** Copies the list. */
  public ToolMethod {
    arguments = List.copyOf(arguments);
  }

  /**
   * Lists what the model gives.
   *
   * @return the parameters, in their order
   */
  public List<MethodParameter> properties() {
    return arguments.stream()
        .filter(each -> !each.isRunContext())
        .map(Argument::parameter)
        .toList();
  }

  /**
   * Returns why there is no such tool.
   *
   * @return the error's text; empty if there is one
   */
  public Optional<String> failure() {
    return Optional.ofNullable(broken);
  }
}
