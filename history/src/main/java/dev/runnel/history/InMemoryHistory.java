package dev.runnel.history;

import dev.runnel.model.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps conversations in a map. */
final class InMemoryHistory implements ChatHistory {
  private final Map<String, StoredConversation> conversations = new ConcurrentHashMap<>();

  @Override
  public StoredConversation load(String conversation) {
    return conversations.getOrDefault(conversation, StoredConversation.EMPTY);
  }

  @Override
  public long append(String conversation, long expectedVersion, List<? extends ChatMessage> turn) {
    if (turn.isEmpty()) {
      throw new IllegalArgumentException("A turn has one message at least.");
    }
    return conversations
        .compute(
            conversation,
            (id, known) -> {
              StoredConversation before = known == null ? StoredConversation.EMPTY : known;
              if (before.version() != expectedVersion) {
                throw new HistoryConflictException(id, expectedVersion, before.version());
              }
              List<ChatMessage> all = new ArrayList<>(before.messages());
              all.addAll(turn);
              return new StoredConversation(all, expectedVersion + 1);
            })
        .version();
  }

  @Override
  public void clear(String conversation) {
    conversations.computeIfPresent(
        conversation, (id, known) -> new StoredConversation(List.of(), known.version() + 1));
  }

  @Override
  public String toString() {
    return "a history in memory";
  }
}
