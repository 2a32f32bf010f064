package dev.runnel.history;

import dev.runnel.model.ChatMessage;
import java.util.List;

/**
 * A store of conversations. Each is known by its id, and consists of whole turns: a question, and
 * all that it was answered with.
 *
 * <p>Each write counts the conversation's version up, and names the version that it was made for.
 * So of two that were made for the same one, one is refused, also where they come from two
 * processes.
 *
 * <p>An implementation is thread-safe, and writes a turn wholly or not at all.
 */
public interface ChatHistory {
  /**
   * Makes a store in memory, which is gone with the process.
   *
   * @return the store
   */
  static ChatHistory inMemory() {
    return new InMemoryHistory();
  }

  /**
   * Loads a conversation.
   *
   * @param conversation the conversation's id
   * @return its messages and its version; {@link StoredConversation#EMPTY} where there is none
   */
  StoredConversation load(String conversation);

  /**
   * Appends a turn.
   *
   * @param conversation the conversation's id
   * @param expectedVersion the version for which the turn was made
   * @param turn the turn's messages, one at least
   * @return the new version
   * @throws HistoryConflictException if the conversation has another version; nothing is stored
   */
  long append(String conversation, long expectedVersion, List<? extends ChatMessage> turn);

  /**
   * Forgets all messages of a conversation. It counts as a write: a turn that was made for what is
   * forgotten now is refused later.
   *
   * @param conversation the conversation's id
   */
  void clear(String conversation);
}
