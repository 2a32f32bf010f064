package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.Dispensable;
import dev.runnel.history.MessageJson;
import dev.runnel.history.StoredConversation;
import dev.runnel.history.Trimming;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.TokenCounter;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/conversations.md, and chains that remember. */
class ConversationsPageTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final ScriptedChatModel model =
      ScriptedChatModel.answering(
          prompt ->
              prompt.text().contains("My name is Anna.") && prompt.text().endsWith("my name?")
                  ? Script.of("You are", " Anna.")
                  : Script.of("Hello!"));

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("conversations.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(ConversationsPageTest.class));
  }

  // region chain
  public interface Chat {
    record Question(String user, String text) {}

    @Prompt(system = "You are kind.", value = "{question.text}", conversation = "{question.user}")
    ChatPrompt ask(Question question);

    @Remember("memory")
    @StreamingStep
    ChatModel model();

    ChatMemory memory();

    @Chain({"ask", "model"})
    RunnableSequence<Question, String, String> answer();
  }

  // endregion

  @Test
  void aChainRemembers() {
    // region use
    Chat chat =
        new ConversationsPageTest_ChatRunnables(model, ChatMemory.of(ChatHistory.inMemory()));
    chat.answer().invoke(new Chat.Question("anna", "My name is Anna."));
    chat.answer().stream(new Chat.Question("anna", "What is my name?")).forEach(out::print);
    // endregion
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("You are Anna.");
    assertThat(model.lastRequest().messages())
        .containsExactly(
            ChatMessage.system("You are kind."),
            ChatMessage.user("My name is Anna."),
            ChatMessage.ai("Hello!"),
            ChatMessage.user("What is my name?"));
    chat.answer().invoke(new Chat.Question("ben", "What is my name?"));
    assertThat(model.lastRequest().messages()).hasSize(2);
  }

  @Test
  void withoutAChain() {
    // region runtime
    ChatMemory memory = ChatMemory.of(ChatHistory.inMemory());
    ChatModel chat = memory.over(model);
    RunConfig anna = RunConfig.DEFAULT.withConversation("anna");
    chat.withConfig(anna).invoke("My name is Anna.");
    chat.withConfig(anna).invoke("What is my name?");
    // endregion
    assertThat(memory.history().load("anna").messages()).hasSize(4);
  }

  @Test
  void otherChoices() {
    ChatMemory memory = ChatMemory.of(ChatHistory.inMemory());
    // region choices
    ChatMemory impatient = memory.withWait(Duration.ZERO);
    ChatMemory keeping = memory.keepingCutTurns();
    // endregion
    assertThat(impatient.history()).isSameAs(keeping.history());
  }

  @Test
  void howMuchTheModelGets() {
    ChatMemory memory = ChatMemory.of(ChatHistory.inMemory());
    // region trimming
    ChatMemory lastTen = memory.withTrimming(Trimming.ofTurns(10));
    ChatMemory short8k =
        memory.withTrimming(
            Trimming.ofTokens(8_000, TokenCounter.estimate())
                .droppingFirst(Dispensable.REASONING, Dispensable.MEDIA));
    // endregion
    lastTen.over(model).invoke(ChatPrompt.of("a").withConversation("anna"));
    short8k.over(model).invoke(ChatPrompt.of("b").withConversation("anna"));
    assertThat(model.lastRequest().messages()).hasSize(3);
  }

  @Test
  void whatIsStored() {
    ChatHistory history = ChatHistory.inMemory();
    // region store
    long version = history.load("anna").version();
    history.append(
        "anna", version, List.of(ChatMessage.user("Hello"), ChatMessage.ai("Hello, Anna!")));
    StoredConversation stored = history.load("anna");
    String json = MessageJson.write(stored.messages());
    List<ChatMessage> again = MessageJson.read(json);
    history.clear("anna");
    // endregion
    assertThat(again).isEqualTo(stored.messages()).hasSize(2);
    assertThat(history.load("anna").messages()).isEmpty();
  }

  // ---- what the page says of chains

  interface Guarded {
    @Prompt("{text}")
    ChatPrompt ask(String text);

    @Remember("memory")
    @Retry(attempts = 3, delay = "0s")
    @StreamingStep
    ChatModel model();

    default ChatMemory memory() {
      return ChatMemory.of(ChatHistory.inMemory());
    }

    @Chain({"ask", "model"})
    ChunkStream<String> stream(String text);

    @Chain({"ask", "model"})
    RunnableSequence<String, String, String> whole();
  }

  @Test
  void aMemoryWithABodyIsMadeOnce() {
    Guarded chat = new ConversationsPageTest_GuardedRunnables(model);
    RunConfig anna = RunConfig.DEFAULT.withConversation("anna");
    chat.whole().withConfig(anna).invoke("My name is Anna.");
    assertThat(chat.whole().withConfig(anna).invoke("What is my name?")).isEqualTo("You are Anna.");
    assertThat(chat.memory()).isSameAs(chat.memory());
    assertThat(chat.memory().history().load("anna").messages()).hasSize(4);
  }

  @Test
  void aRetryOfTheStepStoresTheQuestionOnce() {
    ScriptedChatModel flaky =
        ScriptedChatModel.builder()
            .next(Script.of("ha").fail(new IllegalStateException("broken")))
            .next(Script.of("whole"))
            .build();
    Guarded chat = new ConversationsPageTest_GuardedRunnables(flaky);
    RunConfig anna = RunConfig.DEFAULT.withConversation("anna");
    assertThat(chat.whole().withConfig(anna).invoke("q")).isEqualTo("whole");
    assertThat(chat.memory().history().load("anna").messages())
        .containsExactly(ChatMessage.user("q"), ChatMessage.ai("whole"));
  }

  @Test
  void aStreamThatIsClosedStoresNothing() {
    Guarded chat = new ConversationsPageTest_GuardedRunnables(ScriptedChatModel.of("a", "b"));
    RunConfig anna = RunConfig.DEFAULT.withConversation("anna");
    try (ChunkStream<String> chunks = chat.whole().withConfig(anna).stream("q")) {
      assertThat(chunks.next()).isEqualTo("a");
    }
    assertThat(chat.memory().history().load("anna")).isEqualTo(StoredConversation.EMPTY);
    assertThat(chat.whole().withConfig(anna).invoke("q")).isEqualTo("ab");
  }

  @Test
  void withoutAConversationTheStepFails() {
    Guarded chat = new ConversationsPageTest_GuardedRunnables(model);
    assertThatThrownBy(() -> chat.stream("q").toList())
        .hasMessageContaining("RunConfig.withConversation(id)");
  }
}
