package dev.runnel.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.StoredConversation;
import java.util.List;
import java.util.Objects;

/**
 * Lets LangChain4j's memories keep their messages in a {@link ChatHistory}, such as one in a
 * database. Thread-safe.
 *
 * <p>LangChain4j writes the whole list after each message. What is new at its end is appended;
 * where something before has changed, as when a window drops an old message, the conversation is
 * cleared and written anew, in two writes. So what is stored are not whole turns, and a turn that
 * LangChain4j breaks off stays half. Of two that append at once, one gets a {@link
 * dev.runnel.history.HistoryConflictException}; of two that write anew, the later one's messages
 * are kept. {@link LangChain4jMessages} says what of a message is kept.
 */
public final class HistoryMemoryStore implements ChatMemoryStore {
  private final ChatHistory history;

  /**
   * Makes a store.
   *
   * @param history where the messages are; a memory's id as text is the conversation's
   */
  public HistoryMemoryStore(ChatHistory history) {
    this.history = Objects.requireNonNull(history, "A store needs a ChatHistory.");
  }

  @Override
  public List<ChatMessage> getMessages(Object memoryId) {
    return history.load(memoryId.toString()).messages().stream()
        .map(LangChain4jMessages::toLangChain4j)
        .toList();
  }

  @Override
  public void updateMessages(Object memoryId, List<ChatMessage> messages) {
    String conversation = memoryId.toString();
    StoredConversation stored = history.load(conversation);
    List<dev.runnel.model.ChatMessage> all = fromLangChain4j(messages);
    while (!isPrefix(stored.messages(), all)) { // again only if another write came in between
      history.clear(conversation);
      stored = history.load(conversation);
    }
    int kept = stored.messages().size();
    if (kept < all.size()) {
      history.append(conversation, stored.version(), all.subList(kept, all.size()));
    }
  }

  private static List<dev.runnel.model.ChatMessage> fromLangChain4j(List<ChatMessage> messages) {
    return messages.stream().map(LangChain4jMessages::fromLangChain4j).toList();
  }

  /** Compares messages as they are after a way through LangChain4j's form. */
  private static boolean isPrefix(
      List<dev.runnel.model.ChatMessage> stored, List<dev.runnel.model.ChatMessage> all) {
    if (stored.size() > all.size()) {
      return false;
    }
    List<ChatMessage> there = stored.stream().map(LangChain4jMessages::toLangChain4j).toList();
    return fromLangChain4j(there).equals(all.subList(0, stored.size()));
  }

  @Override
  public void deleteMessages(Object memoryId) {
    history.clear(memoryId.toString());
  }
}
