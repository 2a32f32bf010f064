package dev.runnel.serve;

import dev.runnel.model.Citation;
import dev.runnel.model.Media;
import dev.runnel.model.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the pieces of a chat's answer in the words of a protocol, as {@link AnswerReader} finds
 * them in whatever a chain streams.
 */
interface AnswerWriter {
  /**
   * A tool call of an answer.
   *
   * @param index how many calls the answer has before it
   * @param id its id, which no other call of the answer has; made up where the model gave none
   * @param name the name of the tool
   * @param runBy who runs the tool
   */
  record Call(int index, String id, String name, RunBy runBy) {}

  /** Says who runs a tool. */
  enum RunBy {
    CLIENT,
    /** An agent. */
    CHAIN,
    PROVIDER
  }

  /**
   * A call that waits for approval.
   *
   * @param call the call
   * @param approvalId what its approval is asked and decided by
   * @param arguments its arguments, as JSON text
   */
  record Asked(Call call, String approvalId, String arguments) {}

  /** Writes the next bit of the text. */
  void text(String text, StringBuilder out);

  /** Writes the next bit of what the model thinks. */
  void reasoning(String text, StringBuilder out);

  /** Writes the next bit of a refusal to answer. */
  default void refusal(String text, StringBuilder out) {
    text(text, out);
  }

  /** Writes that a call begins; several may be open at the same time. */
  void beginCall(Call call, StringBuilder out);

  /** Writes the next bit of a call's arguments. */
  void callArguments(Call call, String delta, StringBuilder out);

  /** Writes that the arguments of a call are complete. */
  void endCall(Call call, String arguments, StringBuilder out);

  /** Writes what a tool gave, when its call has ended. */
  void result(Call call, ToolResult result, StringBuilder out);

  /** Writes a source of the text. */
  void citation(Citation citation, StringBuilder out);

  /** Writes a picture or a file that the model made. */
  void media(Media media, StringBuilder out);

  /** Writes a chunk that is no piece of an answer. */
  void data(Object chunk, StringBuilder out);

  /** Writes what a tool tells while it runs. */
  default void progress(Call call, Object piece, StringBuilder out) {}

  /** Writes that a call was not run, since the client has not allowed it. */
  default void denied(Call call, ToolResult result, StringBuilder out) {
    result(call, result, out);
  }

  /** Writes that all calls have their results, and that the model is asked again. */
  default void nextTurn(StringBuilder out) {}

  /**
   * Writes that the run stops.
   *
   * @param asked the calls that wait for approval
   * @param token what the client has to send back; null if the chain cannot go on
   */
  void paused(List<Asked> asked, @Nullable ObjectNode token, StringBuilder out);

  /** Writes that the run goes on where another one has stopped. */
  default void resumed(StringBuilder out) {}
}
