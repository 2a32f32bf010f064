package dev.runnel.processor.diagnostic;

/** Says what can be wrong with a chain class, its surroundings and its generated class. */
public final class ClassProblems {
  private ClassProblems() {}

  /** Says that a chain class is a concrete class, an enum or a record. */
  public static Problem chainClassNotAbstract(Position at, String className, String what) {
    return ProblemKind.CHAIN_CLASS_NOT_ABSTRACT.at(at, "class", className, "what", what);
  }

  /** Says that a chain class is an inner or local class. */
  public static Problem innerClass(Position at, String className) {
    return ProblemKind.INNER_CLASS.at(at, "class", className);
  }

  /** Says that a chain class is private, or stands in a private class. */
  public static Problem privateChainClass(Position at, String className, String hidden) {
    return ProblemKind.PRIVATE_CHAIN_CLASS.at(at, "class", className, "private", hidden);
  }

  /** Says that a type in a signature is private. */
  public static Problem privateType(Position at, String what, String type) {
    return ProblemKind.PRIVATE_TYPE.at(at, "what", what, "type", type);
  }

  /** Says that all constructors of a chain class are private. */
  public static Problem privateConstructors(Position at, String className) {
    return ProblemKind.PRIVATE_CONSTRUCTORS.at(at, "class", className);
  }

  /** Says that a chain class is sealed. */
  public static Problem sealedClass(Position at, String className) {
    return ProblemKind.SEALED_CLASS.at(at, "class", className);
  }

  /** Says that an abstract method is no chain, prompt or component. */
  public static Problem unimplementedMethod(Position at, String method, String fix) {
    return ProblemKind.UNIMPLEMENTED_METHOD.at(at, "method", method, "fix", fix);
  }

  /** Says that a class has steps, but no chain, and an abstract method that is to be one. */
  public static Problem forgottenChain(Position at, String className, String method) {
    return ProblemKind.FORGOTTEN_CHAIN.at(at, "class", className, "method", method);
  }

  /** Says the same of a method that may as well be for heirs. */
  public static Problem perhapsForgottenChain(Position at, String className, String method) {
    return ProblemKind.PERHAPS_FORGOTTEN_CHAIN.at(at, "class", className, "method", method);
  }

  /** Says that a constructor of the generated class would have too many parameters. */
  public static Problem tooManyComponents(Position at, String className, int count, int room) {
    return ProblemKind.TOO_MANY_COMPONENTS.at(
        at, "class", className, "count", Integer.toString(count), "room", Integer.toString(room));
  }

  /** Says that the runtime is not on the class path. */
  public static Problem missingRuntime(Position at, String className) {
    return ProblemKind.MISSING_RUNTIME.at(at, "class", className);
  }

  /** Says that a type never came into being. */
  public static Problem missingType(Position at, String className, String type) {
    return ProblemKind.MISSING_TYPE.at(at, "class", className, "type", type);
  }

  /**
   * Says that a constant which was to name something never came into being.
   *
   * @param names a sentence that says which there are
   */
  public static Problem missingName(Position at, String className, String constant, String names) {
    return ProblemKind.MISSING_NAME.at(
        at, "class", className, "constant", constant, "names", names);
  }

  /** Says that the name of the generated class is taken. */
  public static Problem nameTaken(Position at, String className, String generated) {
    return ProblemKind.NAME_TAKEN.at(at, "class", className, "generated", generated);
  }

  /** Says that the generated class cannot be written. */
  public static Problem notWritten(Position at, String generated, String failure) {
    return ProblemKind.NOT_WRITTEN.at(at, "generated", generated, "failure", failure);
  }

  /** Says that the processor itself has failed: this may be at no place in a source. */
  public static String internalError(String className, String failure) {
    return ProblemKind.INTERNAL_ERROR.message("class", className, "failure", failure);
  }

  /**
   * Says that an option of the processor has a value that is unknown. It stands nowhere in a
   * source.
   */
  public static String badOption(String option, String value, String allowed) {
    return ProblemKind.BAD_OPTION.message("option", option, "value", value, "allowed", allowed);
  }
}
