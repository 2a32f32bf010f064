package dev.runnel.agent;

import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.tool.Tool;
import java.util.List;

/**
 * One turn of an {@link Agent} that is about to begin: a question to the model, and the calls of
 * its answer. Immutable; each {@code with} method returns a copy.
 *
 * @param number which one, from 1
 * @param prompt what the model is asked; the tools are added to its options
 * @param model which model is asked
 * @param tools the tools that it may call, unmodifiable
 */
public record Turn(int number, ChatPrompt prompt, ChatModel model, List<Tool<?, ?, ?>> tools) {
  /** Copies the list. */
  public Turn {
    tools = List.copyOf(tools);
  }

  /**
   * Replaces the prompt.
   *
   * @param prompt what the model is asked
   * @return a copy
   */
  public Turn withPrompt(ChatPrompt prompt) {
    return new Turn(number, prompt, model, tools);
  }

  /**
   * Replaces the model.
   *
   * @param model which model is asked
   * @return a copy
   */
  public Turn withModel(ChatModel model) {
    return new Turn(number, prompt, model, tools);
  }

  /**
   * Replaces the tools.
   *
   * @param tools the tools that it may call
   * @return a copy
   */
  public Turn withTools(List<? extends Tool<?, ?, ?>> tools) {
    return new Turn(number, prompt, model, List.copyOf(tools));
  }
}
