package dev.runnel.serve;

import dev.runnel.model.Citation;
import dev.runnel.model.Media;
import dev.runnel.model.ToolResult;

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
   * @param providerExecuted whether the provider runs the tool itself
   */
  record Call(int index, String id, String name, boolean providerExecuted) {}

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
}
