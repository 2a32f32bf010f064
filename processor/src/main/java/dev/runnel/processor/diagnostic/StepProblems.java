package dev.runnel.processor.diagnostic;

/** Says what can be wrong with a step or a prompt as it is declared. */
public final class StepProblems {
  private StepProblems() {}

  /** Says that a prompt's method has a body. */
  public static Problem promptNotAbstract(Position at, String step) {
    return ProblemKind.PROMPT_NOT_ABSTRACT.at(at, "step", step);
  }

  /** Says that a step's signature is none of those that can be steps. */
  public static Problem unsupportedStep(Position at, String method, String why, String fix) {
    return ProblemKind.UNSUPPORTED_STEP.at(at, "method", method, "why", why, "fix", fix);
  }

  /** Says that a step is private. */
  public static Problem privateStep(Position at, String step) {
    return ProblemKind.PRIVATE_STEP.at(at, "step", step);
  }

  /** Says that two steps have one name. */
  public static Problem overloadedStep(Position at, String step, int count) {
    return ProblemKind.OVERLOADED_STEP.at(at, "step", step, "count", String.valueOf(count));
  }

  /** Says that a method is to remember, and cannot. */
  public static Problem cannotRemember(Position at, String step, String why, String fix) {
    return ProblemKind.CANNOT_REMEMBER.at(at, "step", step, "why", why, "fix", fix);
  }

  /** Says that a method is to remember by a memory whose name is wrong. */
  public static Problem unknownMemory(
      Position at, String step, String name, Suggestion suggestion) {
    return ProblemKind.UNKNOWN_MEMORY.at(at, "step", step, "name", name, "fix", suggestion);
  }

  /** Says that no step uses a memory. */
  public static Problem unusedMemory(Position at, String method) {
    return ProblemKind.UNUSED_MEMORY.at(at, "method", method);
  }

  /** Says that something is annotated as input and as the output of a step. */
  public static Problem inputAndFrom(Position at, String what) {
    return ProblemKind.INPUT_AND_FROM.at(at, "what", what);
  }

  /**
   * Says that parameter names are not in the class file, so that no placeholder can find its
   * parameter.
   */
  public static Problem promptWithoutNames(Position at, String step, String className) {
    return ProblemKind.PROMPT_WITHOUT_NAMES.at(at, "step", step, "class", className);
  }

  /** Says that a placeholder is no parameter. */
  public static Problem unknownPlaceholder(
      Position at, String placeholder, String place, String step, Suggestion suggestion) {
    return ProblemKind.UNKNOWN_PLACEHOLDER.at(
        at, "placeholder", placeholder, "place", place, "step", step, "suggestion", suggestion);
  }

  /** Says that a placeholder reads what a type does not have. */
  public static Problem unknownProperty(
      Position at,
      String placeholder,
      String place,
      String property,
      String type,
      Suggestion suggestion) {
    return ProblemKind.UNKNOWN_PROPERTY.at(
        at,
        "placeholder",
        placeholder,
        "place",
        place,
        "property",
        property,
        "type",
        type,
        "suggestion",
        suggestion);
  }

  /** Says that a template's braces do not match. */
  public static Problem badTemplate(Position at, String step, String why, String fix) {
    return ProblemKind.BAD_TEMPLATE.at(at, "step", step, "why", why, "fix", fix);
  }

  /** Says that a parameter of a prompt is not used. */
  public static Problem unusedPromptParameter(Position at, String parameter, String step) {
    return ProblemKind.UNUSED_PROMPT_PARAMETER.at(at, "parameter", parameter, "step", step);
  }
}
