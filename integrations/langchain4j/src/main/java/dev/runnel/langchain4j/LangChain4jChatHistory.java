package dev.runnel.langchain4j;

import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Stores conversations in a {@link ChatMemoryStore} of LangChain4j. Thread-safe, if the store is.
 *
 * <p>What such a store cannot do:
 *
 * <ul>
 *   <li>It keeps of messages what {@link LangChain4jMessages} does.
 *   <li>It knows no versions, so the number of messages stands for one. A turn is refused if the
 *       conversation has more or fewer messages than when the turn was begun.
 *   <li>It cannot compare and write in one step. That is safe within one of these objects; between
 *       processes, or with others that write to the store, a turn may be lost.
 * </ul>
 */
public final class LangChain4jChatHistory implements ChatHistory {
  private final ChatMemoryStore store;

  /**
   * Makes a history.
   *
   * @param store where the conversations are; the ids of its memories are texts
   */
  public LangChain4jChatHistory(ChatMemoryStore store) {
    this.store = Objects.requireNonNull(store, "A history needs a ChatMemoryStore.");
  }

  @Override
  public synchronized StoredConversation load(String conversation) {
    List<ChatMessage> messages = new ArrayList<>();
    store
        .getMessages(conversation)
        .forEach(message -> messages.add(LangChain4jMessages.fromLangChain4j(message)));
    return new StoredConversation(messages, messages.size());
  }

  @Override
  public synchronized long append(
      String conversation, long expectedVersion, List<? extends ChatMessage> turn) {
    if (turn.isEmpty()) {
      throw new IllegalArgumentException("A turn has one message at least.");
    }
    List<dev.langchain4j.data.message.ChatMessage> all =
        new ArrayList<>(store.getMessages(conversation));
    if (all.size() != expectedVersion) {
      throw new HistoryConflictException(conversation, expectedVersion, all.size());
    }
    turn.forEach(message -> all.add(LangChain4jMessages.toLangChain4j(message)));
    store.updateMessages(conversation, all);
    return all.size();
  }

  @Override
  public synchronized void clear(String conversation) {
    store.deleteMessages(conversation);
  }
}
