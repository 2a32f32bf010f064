package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import dev.runnel.RunConfig;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.ToolCall;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChatHistoriesTest {
  private static final ToolCall CALL = new ToolCall("c1", "photo", "{}");

  // ---- LangChain4j's store as a history

  private final ChatMemoryStore store = new InMemoryChatMemoryStore();
  private final ChatHistory history = new LangChain4jChatHistory(store);

  @Test
  void turnsAreStoredAndLoaded() {
    List<dev.runnel.model.ChatMessage> turn =
        List.of(
            dev.runnel.model.ChatMessage.user(
                "Look", Media.image(new byte[] {1}, "image/png").withDetail(Media.Detail.LOW)),
            new AiMessage(List.of(CALL)),
            dev.runnel.model.ChatMessage.tool(CALL, "Taken."),
            dev.runnel.model.ChatMessage.ai("A parrot."));
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
    assertThat(history.append("anna", 0, turn)).isEqualTo(4);
    assertThat(history.load("anna")).isEqualTo(new StoredConversation(turn, 4));
    assertThat(store.getMessages("anna")).hasSize(4);
    history.clear("anna");
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
  }

  @Test
  void aConversationThatWentOnIsAConflict() {
    store.updateMessages("anna", List.of(UserMessage.from("a")));
    assertThatThrownBy(
            () -> history.append("anna", 0, List.of(dev.runnel.model.ChatMessage.user("b"))))
        .isInstanceOf(HistoryConflictException.class)
        .hasMessageContaining("has version 1 now");
    assertThat(store.getMessages("anna")).containsExactly(UserMessage.from("a"));
  }

  @Test
  void aModelRemembersByIt() {
    ScriptedChatModel model = ScriptedChatModel.of("Hello!");
    ChatModel chat = ChatMemory.of(history).over(model);
    List<CompletableFuture<?>> runs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      runs.add(chat.invokeAsync(ChatPrompt.of("q" + i).withConversation("anna")));
    }
    runs.forEach(CompletableFuture::join);
    assertThat(store.getMessages("anna")).hasSize(32);
    chat.withConfig(RunConfig.DEFAULT.withConversation("anna")).invoke("last");
    assertThat(model.lastRequest().messages()).hasSize(33);
  }

  // ---- a history as LangChain4j's store

  private final ChatHistory kept = ChatHistory.inMemory();
  private final ChatMemoryStore over = new HistoryMemoryStore(kept);

  private static List<ChatMessage> list(String... users) {
    List<ChatMessage> all = new ArrayList<>(List.of(SystemMessage.from("Be brief.")));
    for (String user : users) {
      all.add(UserMessage.from(user));
      all.add(dev.langchain4j.data.message.AiMessage.from("to " + user));
    }
    return all;
  }

  @Test
  void whatIsNewIsAppended() {
    over.updateMessages(7, list());
    over.updateMessages(7, list("a"));
    over.updateMessages(7, list("a"));
    over.updateMessages(7, list("a", "b"));
    assertThat(over.getMessages(7)).isEqualTo(list("a", "b"));
    assertThat(kept.load("7").version()).isEqualTo(3);
    assertThat(over.getMessages(8)).isEmpty();
  }

  @Test
  void whatAWindowDropsIsGone() {
    over.updateMessages("anna", list("a", "b"));
    over.updateMessages("anna", list("b", "c"));
    assertThat(over.getMessages("anna")).isEqualTo(list("b", "c"));
    over.updateMessages("anna", List.of());
    assertThat(over.getMessages("anna")).isEmpty();
    over.updateMessages("anna", list("d"));
    over.deleteMessages("anna");
    assertThat(over.getMessages("anna")).isEmpty();
    over.updateMessages("anna", list("e"));
    assertThat(over.getMessages("anna")).isEqualTo(list("e"));
  }

  /** Another write comes after each time that a conversation is cleared, twice. */
  @Test
  void ofTwoThatWriteAnewTheLaterIsKept() {
    over.updateMessages("anna", list("a"));
    Iterator<Runnable> others =
        List.<Runnable>of(
                () -> over.updateMessages("anna", list("b")),
                () -> over.updateMessages("anna", list("b", "c")))
            .iterator();
    ChatHistory shared =
        new ChatHistory() {
          @Override
          public StoredConversation load(String conversation) {
            return kept.load(conversation);
          }

          @Override
          public long append(
              String conversation,
              long version,
              List<? extends dev.runnel.model.ChatMessage> turn) {
            return kept.append(conversation, version, turn);
          }

          @Override
          public void clear(String conversation) {
            kept.clear(conversation);
            if (others.hasNext()) {
              others.next().run();
            }
          }
        };

    new HistoryMemoryStore(shared).updateMessages("anna", list("d"));

    assertThat(over.getMessages("anna")).isEqualTo(list("d"));
  }
}
