package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunConfig;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.testkit.ScriptedChatModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.memory.InMemoryChatMemoryRepository;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

class ChatHistoriesTest {
  private static final ToolCall PHOTO = new ToolCall("c1", "photo", "{}");
  private static final ToolCall TIME = new ToolCall("c2", "time", "{}");

  // ---- Spring AI's repository as a history

  private final ChatMemoryRepository repository = new InMemoryChatMemoryRepository();
  private final ChatHistory history = new SpringAiChatHistory(repository);

  @Test
  void turnsAreStoredAndLoaded() {
    List<ChatMessage> turn =
        List.of(
            ChatMessage.system("Be brief."),
            ChatMessage.user(
                "Look",
                Media.image(new byte[] {1}, "image/png"),
                Media.of(Media.Kind.FILE, URI.create("https://a.b/c"))
                    .withMimeType("application/pdf")),
            new AiMessage(List.of(new Reasoning("Hm."), new TextPart("I look."), PHOTO, TIME)),
            ChatMessage.tool(PHOTO, "Taken."),
            ChatMessage.tool(TIME, "Noon."),
            ChatMessage.ai("A parrot."));
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
    assertThat(history.append("anna", 0, turn)).isEqualTo(6);
    assertThat(history.load("anna")).isEqualTo(new StoredConversation(turn, 6));
    assertThat(repository.findByConversationId("anna")).hasSize(5);
    history.clear("anna");
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
  }

  @Test
  void aConversationThatWentOnIsAConflict() {
    repository.saveAll("anna", List.of(new UserMessage("a")));
    assertThatThrownBy(() -> history.append("anna", 0, List.of(ChatMessage.user("b"))))
        .isInstanceOf(HistoryConflictException.class)
        .hasMessageContaining("has version 1 now");
    assertThat(repository.findByConversationId("anna")).hasSize(1);
  }

  @Test
  void whatOthersHaveStoredStaysAsItIs() {
    List<Message> before =
        List.of(
            UserMessage.builder().text("a").metadata(Map.of("page", 7)).build(),
            AssistantMessage.builder().content("b").properties(Map.of("id", "r1")).build());
    repository.saveAll("anna", before);

    history.append("anna", 2, List.of(ChatMessage.user("c"), ChatMessage.ai("d")));

    List<Message> after = repository.findByConversationId("anna");
    assertThat(after).hasSize(4).startsWith(before.toArray(Message[]::new));
    assertThat(after.get(0).getMetadata()).containsEntry("page", 7);
    assertThat(after.get(1).getMetadata()).containsEntry("id", "r1");
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
    assertThat(repository.findByConversationId("anna")).hasSize(32);
    chat.withConfig(RunConfig.DEFAULT.withConversation("anna")).invoke("last");
    assertThat(model.lastRequest().messages()).hasSize(33);
  }

  // ---- a history as Spring AI's repository

  private final ChatHistory kept = ChatHistory.inMemory();
  private final ChatMemoryRepository over = new HistoryMemoryRepository(kept);

  private static List<Message> list(String... users) {
    List<Message> all = new ArrayList<>(List.of(new SystemMessage("Be brief.")));
    for (String user : users) {
      all.add(new UserMessage(user));
      all.add(new AssistantMessage("to " + user));
    }
    return all;
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(each -> each.getMessageType() + each.getText()).toList();
  }

  @Test
  void whatIsNewIsAppended() {
    over.saveAll("7", list());
    over.saveAll("7", list("a"));
    over.saveAll("7", list("a"));
    over.saveAll("7", list("a", "b"));
    assertThat(texts(over.findByConversationId("7"))).isEqualTo(texts(list("a", "b")));
    assertThat(kept.load("7").version()).isEqualTo(3);
    assertThat(over.findByConversationId("8")).isEmpty();
  }

  @Test
  void whatAWindowDropsIsGone() {
    over.saveAll("anna", list("a", "b"));
    over.saveAll("anna", list("b", "c"));
    assertThat(texts(over.findByConversationId("anna"))).isEqualTo(texts(list("b", "c")));
    over.saveAll("anna", List.of());
    assertThat(over.findByConversationId("anna")).isEmpty();
    over.saveAll("anna", list("d"));
    over.deleteByConversationId("anna");
    assertThat(over.findByConversationId("anna")).isEmpty();
    over.saveAll("anna", list("e"));
    assertThat(texts(over.findByConversationId("anna"))).isEqualTo(texts(list("e")));
  }

  /** Another write comes after each time that a conversation is cleared, twice. */
  @Test
  void ofTwoThatWriteAnewTheLaterIsKept() {
    over.saveAll("anna", list("a"));
    Iterator<Runnable> others =
        List.<Runnable>of(
                () -> over.saveAll("anna", list("b")), () -> over.saveAll("anna", list("b", "c")))
            .iterator();
    ChatHistory shared =
        new ChatHistory() {
          @Override
          public StoredConversation load(String conversation) {
            return kept.load(conversation);
          }

          @Override
          public long append(String conversation, long version, List<? extends ChatMessage> turn) {
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

    new HistoryMemoryRepository(shared).saveAll("anna", list("d"));

    assertThat(texts(over.findByConversationId("anna"))).isEqualTo(texts(list("d")));
  }

  @Test
  void springAisMemoryWritesThroughIt() {
    MessageWindowChatMemory memory =
        MessageWindowChatMemory.builder().chatMemoryRepository(over).maxMessages(3).build();
    for (int i = 0; i < 5; i++) {
      memory.add("anna", new UserMessage("q" + i));
      memory.add("anna", new AssistantMessage("a" + i));
    }
    assertThat(kept.load("anna").messages())
        .extracting(ChatMessage::text)
        .isEqualTo(memory.get("anna").stream().map(Message::getText).toList())
        .last()
        .isEqualTo("a4");
  }

  @Test
  void conversationsAreNotListed() {
    assertThatThrownBy(over::findConversationIds)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not list");
  }
}
