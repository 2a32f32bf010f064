package dev.runnel.processor.diagnostic;

/** Says what can be wrong with tools. */
public final class ToolProblems {
  private ToolProblems() {}

  /** Says that a method cannot be a tool. */
  public static Problem notATool(Position at, String method, String why, String fix) {
    return ProblemKind.NOT_A_TOOL.at(at, "method", method, "why", why, "fix", fix);
  }

  /** Says that a model cannot call a tool by its name. */
  public static Problem badToolName(Position at, String name, String method) {
    return ProblemKind.BAD_TOOL_NAME.at(at, "name", name, "method", method);
  }

  /** Says that two tools have one name. */
  public static Problem sameToolName(Position at, String className, String name) {
    return ProblemKind.SAME_TOOL_NAME.at(at, "class", className, "name", name);
  }

  /** Says that nothing tells a model what a tool does. */
  public static Problem undescribedTool(Position at, String method) {
    return ProblemKind.UNDESCRIBED_TOOL.at(at, "method", method);
  }

  /** Says that the runtime is not on the class path. */
  public static Problem missingToolRuntime(Position at, String className) {
    return ProblemKind.MISSING_TOOL_RUNTIME.at(at, "class", className);
  }
}
