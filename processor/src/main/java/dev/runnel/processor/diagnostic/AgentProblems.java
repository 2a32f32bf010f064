package dev.runnel.processor.diagnostic;

/** Says what can be wrong with agents. */
public final class AgentProblems {
  private AgentProblems() {}

  /** Says that an agent names a tool that does not exist. */
  public static Problem unknownTool(
      Position at, String name, String className, Suggestion suggestion) {
    return ProblemKind.UNKNOWN_TOOL.at(
        at, "name", name, "class", className, "suggestion", suggestion);
  }

  /** Says that an agent has no tools at all. */
  public static Problem noTools(Position at, String method, String className) {
    return ProblemKind.NO_TOOLS.at(at, "method", method, "class", className);
  }

  /** Says that a value of an agent makes no sense. */
  public static Problem invalidAgent(Position at, String method, String why, String fix) {
    return ProblemKind.INVALID_AGENT.at(at, "method", method, "why", why, "fix", fix);
  }

  /** Says that nobody hears that an agent waits for approval. */
  public static Problem lostApproval(Position at, String chain, String tool, String agent) {
    return ProblemKind.LOST_APPROVAL.at(at, "chain", chain, "tool", tool, "agent", agent);
  }

  /** Says that an agent is tried again together with tools that must not run again. */
  public static Problem repeatedTools(Position at, String tried, String agent, String tools) {
    return ProblemKind.REPEATED_TOOLS.at(at, "tried", tried, "agent", agent, "tools", tools);
  }

  /** Says that a fallback runs tools again that must not run again. */
  public static Problem toolsOfFallback(Position at, String failed, String fallback, String tools) {
    return ProblemKind.TOOLS_OF_FALLBACK.at(
        at, "failed", failed, "fallback", fallback, "tools", tools);
  }

  /** Says that the module of agents is not on the class path. */
  public static Problem missingAgents(Position at, String method) {
    return ProblemKind.MISSING_AGENTS.at(at, "method", method);
  }
}
