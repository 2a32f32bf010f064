package dev.runnel.flink;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The conversations whose turns are open. An operator puts each one here from Flink's keyed state
 * before its turn, and takes it back after it.
 */
final class FlinkHistory implements ChatHistory {
  private final Map<String, StoredConversation> open = new ConcurrentHashMap<>();

  void put(String conversation, StoredConversation stored) {
    open.put(conversation, stored);
  }

  StoredConversation take(String conversation) {
    return known(conversation, open.remove(conversation));
  }

  @Override
  public StoredConversation load(String conversation) {
    return known(conversation, open.get(conversation));
  }

  @Override
  public long append(String conversation, long expectedVersion, List<? extends ChatMessage> turn) {
    StoredConversation before = load(conversation);
    if (before.version() != expectedVersion) {
      throw new HistoryConflictException(conversation, expectedVersion, before.version());
    }
    List<ChatMessage> all = new ArrayList<>(before.messages());
    all.addAll(turn);
    open.put(conversation, new StoredConversation(all, expectedVersion + 1));
    return expectedVersion + 1;
  }

  @Override
  public void clear(String conversation) {
    long version = load(conversation).version();
    open.put(conversation, new StoredConversation(List.of(), version + 1));
  }

  private static StoredConversation known(
      String conversation, @Nullable StoredConversation stored) {
    if (stored == null) {
      throw new IllegalStateException(
          "The conversation "
              + conversation
              + " is not the key of this input: the chain must take the id that"
              + " FlinkChain.conversing was told, as the run's configuration has it.");
    }
    return stored;
  }

  @Override
  public String toString() {
    return "a history in Flink's state";
  }
}
