package dev.runnel.model;

import java.util.List;

/**
 * What a question was answered with: the answer of a model, or all that an agent said and did. A
 * conversation goes on with its messages.
 */
public interface Answered {
  /**
   * Returns the messages that the question was answered with.
   *
   * @return the messages in their order, without those of the question, unmodifiable
   */
  List<ChatMessage> newMessages();
}
