package dev.runnel.flink;

import dev.runnel.history.MessageJson;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The turns of conversations: one at a time of each, on the messages that Flink's keyed state has.
 * Called on the task's thread, with the conversation as the current key.
 */
final class Turns<I, O> {
  private static final String VERSION = "runnel-conversation-version";
  private static final String TURNS = "runnel-conversation-turns";

  private final ValueState<Long> version;

  /** One JSON array of messages for each turn, so that a turn does not write those before it. */
  private final ListState<String> turns;

  private final FlinkHistory history;

  /** What waits for the open turn of its conversation; no entry where none is open. */
  private final Map<String, Deque<OpenInput<I, O>>> waiting = new HashMap<>();

  Turns(KeyedStateStore store, FlinkHistory history) {
    this.version = store.getState(new ValueStateDescriptor<>(VERSION, Types.LONG));
    this.turns = store.getListState(new ListStateDescriptor<>(TURNS, Types.STRING));
    this.history = history;
  }

  /** Says whether an input may begin; else it waits. */
  boolean begin(OpenInput<I, O> input) throws Exception {
    Deque<OpenInput<I, O>> behind = waiting.get(input.conversation());
    if (behind != null) {
      behind.addLast(input);
      return false;
    }
    waiting.put(input.conversation(), new ArrayDeque<>());
    history.put(input.conversation(), stored());
    return true;
  }

  /** Stores what a turn said, and returns the input whose turn is next. */
  Optional<OpenInput<I, O>> end(OpenInput<I, O> input) throws Exception {
    String conversation = input.conversation();
    StoredConversation said = history.take(conversation);
    store(said);
    @Nullable OpenInput<I, O> next = Objects.requireNonNull(waiting.get(conversation)).pollFirst();
    if (next == null) {
      waiting.remove(conversation);
    } else {
      history.put(conversation, said);
    }
    return Optional.ofNullable(next);
  }

  private void store(StoredConversation said) throws Exception {
    StoredConversation before = stored();
    if (said.version() == before.version()) {
      return;
    }
    int known = before.messages().size();
    List<ChatMessage> all = said.messages();
    if (all.size() >= known && all.subList(0, known).equals(before.messages())) {
      turns.add(MessageJson.write(all.subList(known, all.size())));
    } else {
      turns.update(List.of(MessageJson.write(all)));
    }
    version.update(said.version());
  }

  private StoredConversation stored() throws Exception {
    Long known = version.value();
    if (known == null) {
      return StoredConversation.EMPTY;
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (String turn : turns.get()) {
      messages.addAll(MessageJson.read(turn));
    }
    return new StoredConversation(messages, known);
  }
}
