package dev.runnel.processor.diagnostic;

/** Says what can be wrong with types whose JSON schema is needed. */
public final class SchemaProblems {
  private SchemaProblems() {}

  /** Says that a type has no JSON schema. */
  public static Problem noSchema(Position at, String what, String why, String fix) {
    return ProblemKind.NO_SCHEMA.at(at, "what", what, "why", why, "fix", fix);
  }

  /** Says that the JSON of a type is decided at run time. */
  public static Problem unknownJson(Position at, String type, String why, String fix) {
    return ProblemKind.UNKNOWN_JSON.at(at, "type", type, "why", why, "fix", fix);
  }

  /** Says that what is annotated cannot have a class with its schema. */
  public static Problem misplacedSchema(Position at, String className, String why, String fix) {
    return ProblemKind.MISPLACED_SCHEMA.at(at, "class", className, "why", why, "fix", fix);
  }

  /** Says that a chain has no schemas though an option asks for them. */
  public static Problem schemasLeftOut(Position at, String chain, Problem why) {
    return ProblemKind.SCHEMAS_LEFT_OUT.at(at, "chain", chain, "why", why.what() + " " + why.fix());
  }

  /** Says that the module of schemas is not on the class path. */
  public static Problem missingSchemaModule(Position at, String className) {
    return ProblemKind.MISSING_SCHEMA_MODULE.at(at, "class", className);
  }
}
