package dev.runnel.history;

import dev.runnel.model.ChatMessage;
import java.util.List;

/**
 * A conversation as it was stored at some time.
 *
 * @param messages the messages of all its turns, the oldest first, unmodifiable
 * @param version counts its writes; 0 where there was none
 */
public record StoredConversation(List<ChatMessage> messages, long version) {
  /** A conversation in which nothing was said. */
  public static final StoredConversation EMPTY = new StoredConversation(List.of(), 0);

  /** Copies the list. */
  public StoredConversation {
    messages = List.copyOf(messages);
  }
}
