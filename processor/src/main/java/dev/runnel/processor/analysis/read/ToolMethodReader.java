package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Tool;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.ToolProblems;
import dev.runnel.processor.model.ToolForm;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Reads methods that are annotated as tools. */
public final class ToolMethodReader {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final TypeSystem types;

  /**
   * Prepares to read methods.
   *
   * @param types knows which types fit where
   */
  public ToolMethodReader(TypeSystem types) {
    this.types = types;
  }

  /**
   * Reads a method.
   *
   * @param method the method
   * @param report takes what is wrong
   * @return the tool, also where something is wrong; empty if the method is none
   */
  public Optional<DeclaredTool> read(ExecutableElement method, Report report) {
    FoundAnnotation tool = FoundAnnotation.find(method, Tool.class.getName());
    if (tool == null) {
      return Optional.empty();
    }
    String methodName = method.getSimpleName().toString();
    ToolResults results = ToolResults.of(types, method.getReturnType());
    misfit(method, results).ifPresent(report::add);
    PrivateTypes.problem(method.getReturnType(), Position.of(method), "Tool '" + methodName + "'")
        .ifPresent(report::add);
    method
        .getParameters()
        .forEach(
            parameter ->
                PrivateTypes.problem(
                        parameter.asType(), Position.of(parameter), "Tool '" + methodName + "'")
                    .ifPresent(report::add));
    return Optional.of(
        new DeclaredTool(
            method,
            name(tool, methodName, report),
            tool.position("name"),
            tool.text("description").strip(),
            results.form(),
            results.input(),
            results.chunk() == null ? types.object() : results.chunk(),
            results.output(),
            results.whole(),
            ToolSettingsReader.read(tool, methodName, report),
            hidden(method)));
  }

  /** Tells whether a model can call a tool by a name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private String name(FoundAnnotation tool, String method, Report report) {
    String given = tool.text("name");
    String name = given.isEmpty() ? method : given;
    if (!isName(name)) {
      report.add(ToolProblems.badToolName(tool.position("name"), name, method));
    }
    return name;
  }

  private List<VariableElement> hidden(ExecutableElement method) {
    return method.getParameters().stream()
        .filter(parameter -> types.is(parameter.asType(), TypeNames.RUN_CONTEXT))
        .map(VariableElement.class::cast)
        .toList();
  }

  /** Says why a method cannot be a tool; empty if it can. */
  private Optional<Problem> misfit(ExecutableElement method, ToolResults results) {
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      return not(method, "it is private, so that nobody can call it", "Remove 'private'.");
    }
    if (Member.isSuspended(method)) {
      return not(method, "it is a suspend function", Member.SUSPENDED_FIX_OF_TOOL);
    }
    if (!method.getTypeParameters().isEmpty()) {
      return not(
          method,
          "it has type parameters, of which a model knows nothing",
          "Use the types themselves.");
    }
    if (results.form() == ToolForm.RUNNEL && !method.getParameters().isEmpty()) {
      return not(
          method,
          "it returns what runs, but nothing gives that its input",
          "Return a Call: the runnel's call(input).");
    }
    if (results.chunk() == null) {
      return not(
          method,
          "its return type does not say what it gives",
          "Write the type arguments of " + Words.simple(method.getReturnType()) + ".");
    }
    return Optional.empty();
  }

  private static Optional<Problem> not(ExecutableElement method, String why, String fix) {
    return Optional.of(
        ToolProblems.notATool(Position.of(method), method.getSimpleName().toString(), why, fix));
  }
}
