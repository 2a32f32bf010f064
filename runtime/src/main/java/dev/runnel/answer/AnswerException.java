package dev.runnel.answer;

import dev.runnel.RunnelException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.schema.SchemaViolation;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a model's answer is not what it was asked for. The message says why, with the path
 * of each thing that is wrong.
 */
public final class AnswerException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why an answer is none. */
  public enum Reason {
    /** The model refused to answer, or its provider held the answer back. */
    REFUSED,
    /** The answer reached its maximum of tokens before its JSON was complete. */
    CUT,
    /** The model asked for tools in place of answering. */
    TOOLS,
    /** The answer is no JSON, or not what the schema says. */
    MISMATCH
  }

  private final Reason reason;
  private final String text;

  @SuppressWarnings("serial") // made by List.copyOf or List.of, which are serialisable
  private final List<SchemaViolation> violations;

  /** What was said up to the answer, and the answer; null where this is a copy. */
  private transient @Nullable List<ChatMessage> messages;

  private AnswerException(
      Reason reason,
      String message,
      AiMessage answer,
      List<SchemaViolation> violations,
      @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.text = answer.refusal().isEmpty() ? answer.text() : answer.refusal();
    this.violations = List.copyOf(violations);
    this.messages = List.of(answer);
  }

  static AnswerException refused(AiMessage answer) {
    String said = answer.refusal().isEmpty() ? "" : ": " + answer.refusal();
    return new AnswerException(
        Reason.REFUSED, "The model refused to answer" + said, answer, List.of(), null);
  }

  static AnswerException heldBack(AiMessage answer) {
    return new AnswerException(
        Reason.REFUSED,
        "The provider held the model's answer back: its content filter found fault with it.",
        answer,
        List.of(),
        null);
  }

  static AnswerException cut(AiMessage answer) {
    return new AnswerException(
        Reason.CUT,
        "The model's answer was cut at its maximum of tokens, before its JSON was complete. Raise"
            + " maxTokens in the options, or ask for less.",
        answer,
        List.of(),
        null);
  }

  static AnswerException tools(AiMessage answer) {
    return new AnswerException(
        Reason.TOOLS,
        "The model asked for tools in place of answering. Call them, and ask again with their"
            + " results, or ask without tools.",
        answer,
        List.of(),
        null);
  }

  static AnswerException mismatch(
      AiMessage answer, String type, List<SchemaViolation> violations, @Nullable Throwable cause) {
    String message =
        violations.stream()
            .map(SchemaViolation::toString)
            .collect(Collectors.joining("; ", "The model's answer is no " + type + ": ", "."));
    return new AnswerException(Reason.MISMATCH, message, answer, violations, cause);
  }

  /**
   * Returns why the answer is none.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * Returns what the model wrote.
   *
   * @return the text of its refusal, or else of its answer, as far as it came
   */
  public String text() {
    return text;
  }

  /**
   * Returns all that is wrong with the answer.
   *
   * @return one at least for a {@link Reason#MISMATCH}, else none; unmodifiable
   */
  public List<SchemaViolation> violations() {
    return violations;
  }

  /** Says what was said before the answer, and the answer. */
  AnswerException behind(List<ChatMessage> said) {
    messages = said;
    return this;
  }

  /** Returns what is to be given back to the model, with its answer at the end. */
  List<ChatMessage> messages() {
    return messages == null
        ? List.of()
        : messages.stream().filter(message -> !message.parts().isEmpty()).toList();
  }
}
