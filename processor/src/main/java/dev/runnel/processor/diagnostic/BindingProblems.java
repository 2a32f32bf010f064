package dev.runnel.processor.diagnostic;

/** Says what can be wrong with what the steps of a chain read. */
public final class BindingProblems {
  private BindingProblems() {}

  /** Says that a name is no method. */
  public static Problem unknownStep(
      Position at, String name, String className, Suggestion suggestion) {
    return ProblemKind.UNKNOWN_STEP.at(
        at, "name", name, "class", className, "suggestion", suggestion);
  }

  /** Says that a name is a method, but no step. */
  public static Problem notAStep(Position at, String name, String className) {
    return ProblemKind.NOT_A_STEP.at(at, "name", name, "class", className);
  }

  /** Says that a parameter reads a step that does not stand before. */
  public static Problem unboundFrom(
      Position at, String what, String step, String source, String chain, String available) {
    return ProblemKind.UNBOUND_FROM.at(
        at, "what", what, "step", step, "source", source, "chain", chain, "available", available);
  }

  /** Says that parameter names are not in the class file. */
  public static Problem unboundWithoutNames(
      Position at, String what, String step, String chain, String className) {
    return ProblemKind.UNBOUND_WITHOUT_NAMES.at(
        at, "what", what, "step", step, "chain", chain, "class", className);
  }

  /** Says that several parameters could read the step before. */
  public static Problem ambiguousInput(
      Position at,
      String step,
      int count,
      String chain,
      String parameters,
      String before,
      String available) {
    return ProblemKind.AMBIGUOUS_INPUT.at(
        at,
        "step",
        step,
        "count",
        String.valueOf(count),
        "chain",
        chain,
        "parameters",
        parameters,
        "before",
        before,
        "available",
        available);
  }

  /** Says that several parameters of a chain's first step could read its input. */
  public static Problem ambiguousChainInput(
      Position at,
      String step,
      int count,
      String chain,
      String parameters,
      String components,
      String use) {
    return ProblemKind.AMBIGUOUS_CHAIN_INPUT.at(
        at,
        "step",
        step,
        "count",
        String.valueOf(count),
        "chain",
        chain,
        "parameters",
        parameters,
        "record",
        components,
        "use",
        use);
  }

  /** Says that no parameter of a step that reads chunks reads the step before. */
  public static Problem ambiguousChunk(Position at, String step, String chain) {
    return ProblemKind.AMBIGUOUS_CHUNK.at(at, "step", step, "chain", chain);
  }

  /** Says that nobody reads a step. */
  public static Problem unusedStep(Position at, String step, String chain) {
    return ProblemKind.UNUSED_STEP.at(at, "step", step, "chain", chain);
  }

  /** Says that what a step gives is not what the next one reads. */
  public static Problem stepMismatch(
      Position at, String step, TypeWords reads, String source, TypeWords gives, String fix) {
    return ProblemKind.STEP_MISMATCH.at(
        at, "step", step, "reads", reads, "source", source, "gives", gives, "fix", fix);
  }

  /** Says that a step reads one value, and there are many that do not add up. */
  public static Problem cannotCollect(
      Position at, String step, TypeWords reads, String source, TypeWords element) {
    return ProblemKind.CANNOT_COLLECT.at(
        at, "step", step, "reads", reads, "source", source, "element", element);
  }

  /** Says that a step reads one text, and there are many that are items. */
  public static Problem cannotJoin(
      Position at, String step, TypeWords reads, String source, TypeWords element) {
    return ProblemKind.CANNOT_JOIN.at(
        at, "step", step, "reads", reads, "source", source, "element", element);
  }
}
