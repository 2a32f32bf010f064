package dev.runnel.springai;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.messages.Message;

/**
 * Lets Spring AI's memories keep their messages in a {@link ChatHistory}, such as one in a
 * database. Thread-safe.
 *
 * <p>Spring AI writes the whole list after each message. What is new at its end is appended; where
 * something before has changed, as when a window drops an old message, the conversation is cleared
 * and written anew, in two writes. So what is stored are not whole turns, and a turn that Spring AI
 * breaks off stays half. Of two that append at once, one gets a {@link
 * dev.runnel.history.HistoryConflictException}; of two that write anew, the later one's messages
 * are kept. {@link SpringAiMessages} says what of a message is kept. A history does not list its
 * conversations.
 */
public final class HistoryMemoryRepository implements ChatMemoryRepository {
  private final ChatHistory history;

  /**
   * Makes a repository.
   *
   * @param history where the messages are
   */
  public HistoryMemoryRepository(ChatHistory history) {
    this.history = Objects.requireNonNull(history, "A repository needs a ChatHistory.");
  }

  /**
   * Refuses to list the conversations.
   *
   * @throws UnsupportedOperationException always: a {@link ChatHistory} finds a conversation by its
   *     id alone
   */
  @Override
  public List<String> findConversationIds() {
    throw new UnsupportedOperationException(
        "A ChatHistory does not list its conversations. Ask the database that it writes to, or keep"
            + " the ids of your users.");
  }

  @Override
  public List<Message> findByConversationId(String conversation) {
    return SpringAiMessages.toSpringAi(history.load(conversation).messages());
  }

  @Override
  public void saveAll(String conversation, List<Message> messages) {
    StoredConversation stored = history.load(conversation);
    List<ChatMessage> all = SpringAiMessages.fromSpringAi(messages);
    while (!isPrefix(stored.messages(), all)) { // again only if another write came in between
      history.clear(conversation);
      stored = history.load(conversation);
    }
    int kept = stored.messages().size();
    if (kept < all.size()) {
      history.append(conversation, stored.version(), all.subList(kept, all.size()));
    }
  }

  /** Compares messages as they are after a way through Spring AI's form. */
  private static boolean isPrefix(List<ChatMessage> stored, List<ChatMessage> all) {
    return stored.size() <= all.size()
        && SpringAiMessages.fromSpringAi(SpringAiMessages.toSpringAi(stored))
            .equals(all.subList(0, stored.size()));
  }

  @Override
  public void deleteByConversationId(String conversation) {
    history.clear(conversation);
  }
}
