package dev.runnel.processor.diagnostic;

/** Says what can be wrong with the types that models are to answer with. */
public final class AnswerProblems {
  private AnswerProblems() {}

  /** Says that what is annotated is no model. */
  public static Problem misplacedAnswer(Position at, String method, String why) {
    return ProblemKind.MISPLACED_ANSWER.at(at, "method", method, "why", why);
  }

  /** Says that a tool's result is the answer, whatever the type. */
  public static Problem directAnswer(Position at, String method, String tool) {
    return ProblemKind.DIRECT_ANSWER.at(at, "method", method, "tool", tool);
  }

  /** Says that nothing tells what a model is to answer with. */
  public static Problem unknownAnswer(Position at, String step, String chain) {
    return ProblemKind.UNKNOWN_ANSWER.at(at, "step", step, "chain", chain);
  }

  /** Says that a reader wants what an answer does not have. */
  public static Problem answerMismatch(
      Position at, String reader, String wanted, String step, String type, String others) {
    return ProblemKind.ANSWER_MISMATCH.at(
        at, "reader", reader, "wanted", wanted, "step", step, "type", type, "others", others);
  }

  /** Says that two readers want chunks of different kinds. */
  public static Problem answerReadTwice(
      Position at, String reader, String wanted, String other, String rival, String step) {
    return ProblemKind.ANSWER_READ_TWICE.at(
        at, "reader", reader, "wanted", wanted, "other", other, "rival", rival, "step", step);
  }
}
