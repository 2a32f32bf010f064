package dev.runnel.springai;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.messages.Message;

/**
 * Stores conversations in a {@link ChatMemoryRepository} of Spring AI. Thread-safe, if that is.
 *
 * <p>What such a repository cannot do:
 *
 * <ul>
 *   <li>It keeps of messages what {@link SpringAiMessages} does, or less: those of Spring AI that
 *       write to a database keep texts alone.
 *   <li>It knows no versions, so the number of messages stands for one. A turn is refused if the
 *       conversation has more or fewer messages than when the turn was begun.
 *   <li>It cannot compare and write in one step. That is safe within one of these objects; between
 *       processes, or with others that write to the repository, a turn may be lost.
 * </ul>
 */
public final class SpringAiChatHistory implements ChatHistory {
  private final ChatMemoryRepository repository;

  /**
   * Makes a history.
   *
   * @param repository where the conversations are
   */
  public SpringAiChatHistory(ChatMemoryRepository repository) {
    this.repository = Objects.requireNonNull(repository, "A history needs a ChatMemoryRepository.");
  }

  @Override
  public synchronized StoredConversation load(String conversation) {
    List<ChatMessage> messages =
        SpringAiMessages.fromSpringAi(repository.findByConversationId(conversation));
    return new StoredConversation(messages, messages.size());
  }

  @Override
  public synchronized long append(
      String conversation, long expectedVersion, List<? extends ChatMessage> turn) {
    if (turn.isEmpty()) {
      throw new IllegalArgumentException("A turn has one message at least.");
    }
    List<Message> all = new ArrayList<>(repository.findByConversationId(conversation));
    long version = SpringAiMessages.fromSpringAi(all).size();
    if (version != expectedVersion) {
      throw new HistoryConflictException(conversation, expectedVersion, version);
    }
    all.addAll(SpringAiMessages.toSpringAi(turn));
    repository.saveAll(conversation, all);
    return version + turn.size();
  }

  @Override
  public synchronized void clear(String conversation) {
    repository.deleteByConversationId(conversation);
  }
}
