package dev.runnel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import dev.runnel.answer.StructuredModel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolResult;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.schema.JsonSchema;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ChatMemoryTest {
  private static final ToolCall CALL = new ToolCall("c1", "weather", "{\"city\":\"Oslo\"}");

  private final ChatHistory history = ChatHistory.inMemory();
  private final ChatMemory memory = ChatMemory.of(history);

  private static ChatPrompt prompt(String user) {
    return ChatPrompt.of(user).withConversation("anna");
  }

  private List<ChatMessage> stored() {
    return history.load("anna").messages();
  }

  private static ScriptedChatModel echo() {
    return ScriptedChatModel.answering(
        prompt -> Script.of("to ", prompt.messages().get(prompt.messages().size() - 1).text()));
  }

  // ---- what the model is given, and what is stored

  @Test
  void eachQuestionIsAskedWithTheTurnsBefore() {
    ScriptedChatModel model = echo();
    ChatModel chat = memory.over(model);
    chat.invoke(prompt("a"));
    chat.stream(prompt("b")).forEach(chunk -> assertThat(chunk.text()).isNotEmpty());
    chat.invoke(ChatPrompt.of("elsewhere").withConversation("ben"));
    AiMessage answer = chat.invoke(prompt("c"));

    assertThat(answer.text()).isEqualTo("to c");
    assertThat(model.lastRequest().messages())
        .isEqualTo(
            List.of(
                ChatMessage.user("a"),
                ChatMessage.ai("to a"),
                ChatMessage.user("b"),
                ChatMessage.ai("to b"),
                ChatMessage.user("c")));
    assertThat(history.load("anna").version()).isEqualTo(3);
    assertThat(history.load("ben").version()).isEqualTo(1);
  }

  record City(String name) {}

  @Test
  void whoIsToldOfTypedAnswersIsToldBesideTheMemory() {
    List<List<ChatMessage>> told = new ArrayList<>();
    JsonSchema anything = JsonSchema.of("{\"type\": \"object\"}");
    StructuredModel<City, City> model =
        StructuredModel.of(ScriptedChatModel.of("{\"name\":\"Oslo\"}"), anything, City.class)
            .onAnswer(told::add)
            .onAnswer(told::add);

    assertThat(memory.over(model).invoke(prompt("a"))).isEqualTo(new City("Oslo"));
    assertThat(told).hasSize(2).containsOnly(stored().subList(1, 2));
    assertThat(stored()).hasSize(2);
  }

  @Test
  void systemMessageAndExamplesAreNotStored() {
    ScriptedChatModel model = echo();
    ChatModel chat = memory.over(model);
    List<ChatMessage> before =
        List.of(ChatMessage.system("Be brief."), ChatMessage.user("Hi"), ChatMessage.ai("Hello"));
    for (String question : List.of("a", "b")) {
      List<ChatMessage> all = new ArrayList<>(before);
      all.add(ChatMessage.user(question));
      chat.invoke(ChatPrompt.of(all).withConversation("anna"));
    }
    assertThat(stored())
        .containsExactly(
            ChatMessage.user("a"), ChatMessage.ai("to a"),
            ChatMessage.user("b"), ChatMessage.ai("to b"));
    assertThat(model.lastRequest().messages())
        .startsWith(before.toArray(ChatMessage[]::new))
        .hasSize(6)
        .endsWith(ChatMessage.user("a"), ChatMessage.ai("to a"), ChatMessage.user("b"));
  }

  @Test
  void systemMessagesThatOthersHaveStoredAreNotGiven() {
    history.append(
        "anna", 0, List.of(ChatMessage.system("old"), ChatMessage.user("a"), ChatMessage.ai("b")));
    ScriptedChatModel model = echo();
    memory.over(model).invoke(prompt("c"));
    assertThat(model.lastRequest().messages())
        .noneMatch(SystemMessage.class::isInstance)
        .hasSize(3);
  }

  @Test
  void theConversationMayBeOfTheRun() {
    ChatModel chat = memory.over(echo());
    RunConfig anna = RunConfig.DEFAULT.withConversation("anna");
    chat.withConfig(anna).invoke("a");
    Runnel<ChatPrompt, String, String> chain = chat.pipe(new StringOutputParser()).withConfig(anna);
    chain.invoke(ChatPrompt.of("b"));
    assertThat(stored()).hasSize(4);
  }

  @Test
  void withoutAConversationItFails() {
    ChatModel chat = memory.over(echo());
    assertThatThrownBy(() -> chat.invoke("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RunConfig.withConversation(id)");
    assertThatThrownBy(() -> chat.invoke(ChatPrompt.of("a").withConversation(" ")))
        .hasMessageContaining("RunConfig.withConversation(id)");
    assertThatThrownBy(
            () -> chat.invoke(ChatPrompt.of(ChatMessage.system("a")).withConversation("anna")))
        .hasMessageContaining("begins with a message of the user");
  }

  @Test
  void trimmingChangesWhatTheModelGetsAndNotWhatIsStored() {
    ScriptedChatModel model = echo();
    ChatModel chat = memory.withTrimming(Trimming.ofTurns(2)).over(model);
    List.of("a", "b", "c").forEach(question -> chat.invoke(prompt(question)));
    assertThat(model.lastRequest().messages())
        .containsExactly(ChatMessage.user("b"), ChatMessage.ai("to b"), ChatMessage.user("c"));
    assertThat(stored()).hasSize(6);
  }

  @Test
  void theModelsRunIsBelowAndHasTheWholePrompt() {
    ChatModel chat = memory.over(echo());
    chat.invoke(prompt("a"));
    RecordingListener listener = new RecordingListener();
    chat.withListeners(listener).invoke(prompt("b"));
    listener.assertWellFormed();
    assertThat(listener.events().stream().map(RunEvent::run).map(RunInfo::type).distinct())
        .containsExactly(RunType.CHAIN, RunType.CHAT_MODEL);
  }

  // ---- calls of tools

  @Test
  void aCallThatWaitsIsNoEndOfATurn() {
    ScriptedChatModel model =
        ScriptedChatModel.builder().next(Script.ofToolCalls(CALL)).next(Script.of("Cold.")).build();
    ChatModel chat = memory.over(model);
    AiMessage first = chat.invoke(prompt("Weather?"));
    assertThat(stored()).isEmpty();
    chat.invoke(prompt("Weather?").with(first, ChatMessage.tool(CALL, "-3")));
    assertThat(stored())
        .hasSize(4)
        .startsWith(ChatMessage.user("Weather?"), first, ChatMessage.tool(CALL, "-3"));
  }

  /** H6: what tools gave is part of the turn. */
  @Test
  void anAgentsMessagesAreStoredWithTheAnswer() {
    List<ChatMessage> said =
        List.of(
            new AiMessage(List.of(CALL)), ChatMessage.tool(CALL, "-3"), ChatMessage.ai("Cold."));
    Runnel<ChatPrompt, AiMessageChunk, AiMessage> agent = ScriptedChatModel.of("Cold.");
    memory.over(agent, answer -> said).invoke(prompt("Weather?"));
    assertThat(stored()).hasSize(4).endsWith(said.toArray(ChatMessage[]::new));
  }

  /** H5, H9: a call that was left open by whoever stored it does not break the conversation. */
  @Test
  void anOpenCallThatWasStoredIsClosed() {
    history.append("anna", 0, List.of(ChatMessage.user("Weather?"), new AiMessage(List.of(CALL))));
    ScriptedChatModel model = echo();
    memory.over(model).invoke(prompt("Hello?"));
    assertThat(model.lastRequest().messages().get(2))
        .isEqualTo(ChatMessage.tool(ToolResult.failure(CALL, "There is no result of this call.")));
  }

  @Test
  void anAnswerWithoutAnyPartIsNotStored() {
    memory.over(ScriptedChatModel.of("")).invoke(prompt("a"));
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
  }

  /** An agent that waits for an approval has not answered. */
  @Test
  void whatIsNotCompleteIsNotStoredUntilItIs() {
    record Answer(boolean isComplete, List<ChatMessage> newMessages) implements Answered {}
    List<ChatMessage> said = List.of(new AiMessage(List.of(CALL)), ChatMessage.tool(CALL, "waits"));
    Runnel<ChatPrompt, Answer, Answer> agent =
        RunnableLambda.of("agent", question -> new Answer(false, said));
    memory.over(agent).invoke(prompt("Weather?"));
    memory.store(prompt("Weather?"), new Answer(false, said));
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);

    memory.over(echo()).invoke(prompt("meanwhile"));
    memory.store(
        ChatPrompt.of(ChatMessage.system("s"), ChatMessage.user("Weather?"))
            .withConversation("anna"),
        new Answer(true, List.of(ChatMessage.ai("Cold."))));
    assertThat(stored()).hasSize(4).endsWith(ChatMessage.user("Weather?"), ChatMessage.ai("Cold."));
  }

  @Test
  void turnsThatAreStoredAtOnceAreAllStored() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String question = "q" + i;
      all.add(
          CompletableFuture.runAsync(
              () -> memory.store(prompt(question), ChatMessage.ai("to " + question)),
              RunConfig.defaultExecutor()));
    }
    all.forEach(CompletableFuture::join);
    assertThat(stored()).hasSize(64);
  }

  // ---- runs that fail or are cancelled

  /** H3, H4: nothing of a turn that failed is stored, so it is not answered in the next one. */
  @Test
  void aFailedTurnStoresNothing() {
    ChatModel failing =
        ScriptedChatModel.of(Script.of("half").fail(new IllegalStateException("broken")));
    assertThatThrownBy(() -> memory.over(failing).invoke(prompt("a"))).hasMessage("broken");
    assertThat(stored()).isEmpty();
    memory.over(echo()).invoke(prompt("b"));
    assertThat(stored()).hasSize(2);
  }

  /** H8, H9: the same of a turn that was cancelled. */
  @Test
  void aCancelledTurnStoresNothing() {
    ChatModel chat = memory.over(ScriptedChatModel.of("a", "b"));
    try (ChunkStream<AiMessageChunk> chunks = chat.stream(prompt("q"))) {
      chunks.next();
    }
    assertThat(stored()).isEmpty();
    assertThat(memory.turnstiles().size()).isZero();
  }

  @Test
  void whatWasSeenOfACutTurnIsKeptIfChosen() {
    ChatModel chat = memory.keepingCutTurns().over(ScriptedChatModel.of("a", "b"));
    try (ChunkStream<AiMessageChunk> chunks = chat.stream(prompt("q"))) {
      chunks.next();
    }
    AiMessage cut = (AiMessage) stored().get(1);
    assertThat(stored()).hasSize(2).startsWith(ChatMessage.user("q"));
    assertThat(cut.text()).isEqualTo("a");
    assertThat(cut.finishReason()).isEqualTo(FinishReason.OTHER);
    assertThat(cut.info().rawFinishReason()).isEqualTo("cancelled");
  }

  @Test
  void whatIsCutInItselfIsLeftOut() {
    ChatModel chat =
        memory
            .keepingCutTurns()
            .over(
                ScriptedChatModel.of(
                    Script.empty()
                        .parts(
                            Reasoning.signed("signed", "s", "p"),
                            new TextPart("text"),
                            CALL,
                            new ToolCall("c2", "weather", "{\"city\":\"Os"),
                            new Reasoning("unsigned"))
                        .fail(new IllegalStateException("broken"))));
    assertThatThrownBy(() -> chat.stream(prompt("q")).toList()).hasMessage("broken");
    assertThat(stored()).hasSize(3);
    AiMessage cut = (AiMessage) stored().get(1);
    assertThat(cut.parts())
        .containsExactly(Reasoning.signed("signed", "s", "p"), new TextPart("text"), CALL);
    assertThat(cut.info().rawFinishReason()).isEqualTo("failed");
    assertThat(stored().get(2))
        .isEqualTo(
            ChatMessage.tool(
                ToolResult.failure(CALL, "The run failed before this call had a result.")));
  }

  @Test
  void aCutTurnOfWhichNothingWasSeenIsNotKept() {
    ChatMemory keeping = memory.keepingCutTurns();
    ChatModel failing = ScriptedChatModel.of(Script.failing(new IllegalStateException("broken")));
    assertThatThrownBy(() -> keeping.over(failing).invoke(prompt("a"))).hasMessage("broken");
    ChatModel thinking =
        ScriptedChatModel.of(
            Script.empty().reasoning("hm").fail(new IllegalStateException("broken")));
    assertThatThrownBy(() -> keeping.over(thinking).invoke(prompt("a"))).hasMessage("broken");
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
  }

  @Test
  void aTurnThatTakesTooLongIsCut() {
    Gate gate = new Gate();
    ChatModel chat =
        memory
            .over(ScriptedChatModel.of(Script.of("a").await(gate)))
            .withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(50)));
    assertThatThrownBy(() -> chat.invoke(prompt("q")))
        .isInstanceOf(dev.runnel.RunTimeoutException.class);
    memory.over(echo()).invoke(prompt("b"));
    assertThat(stored()).hasSize(2).startsWith(ChatMessage.user("b"));
  }

  // ---- retries

  /** How often the question is stored does not depend on where the retry stands: H2. */
  enum RetryStands {
    INSIDE,
    OUTSIDE
  }

  @ParameterizedTest
  @EnumSource
  void aRetryStoresTheQuestionOnce(RetryStands where) {
    ScriptedChatModel flaky =
        ScriptedChatModel.builder()
            .next(Script.of("ha").fail(new IllegalStateException("broken")))
            .next(Script.failing(new IllegalStateException("broken")))
            .next(Script.of("whole"))
            .build();
    RetryPolicy policy = RetryPolicy.ofAttempts(3).withDelay(Duration.ZERO);
    ChatModel chat =
        where == RetryStands.INSIDE
            ? memory.over(flaky.withRetry(policy))
            : memory.over(flaky).withRetry(policy);
    assertThat(chat.invoke(prompt("q")).text()).isEqualTo("whole");
    assertThat(stored()).containsExactly(ChatMessage.user("q"), ChatMessage.ai("whole"));
    assertThat(flaky.lastRequest().messages()).containsExactly(ChatMessage.user("q"));
  }

  // ---- two at once

  /** H1: the second run waits, and sees the first one's turn. */
  @Test
  void aSecondRunWaitsForTheFirst() {
    Gate gate = new Gate();
    ScriptedChatModel slow = ScriptedChatModel.of(Script.of("slow").await(gate));
    ScriptedChatModel quick = echo();
    CompletableFuture<AiMessage> first = memory.over(slow).invokeAsync(prompt("a"));
    gate.awaitWaiting();
    CompletableFuture<AiMessage> second = memory.over(quick).invokeAsync(prompt("b"));
    assertThat(memory.over(echo()).invoke(ChatPrompt.of("x").withConversation("ben")).text())
        .isEqualTo("to x");
    assertThat(second).isNotDone();
    gate.open();
    first.join();
    second.join();
    assertThat(quick.lastRequest().messages()).hasSize(3);
    assertThat(stored()).hasSize(4);
    assertThat(memory.turnstiles().size()).isZero();
  }

  @Test
  void aSecondRunFailsAtOnceIfChosen() {
    Gate gate = new Gate();
    CompletableFuture<AiMessage> first =
        memory.over(ScriptedChatModel.of(Script.of("a").await(gate))).invokeAsync(prompt("a"));
    gate.awaitWaiting();
    ChatModel impatient = memory.withWait(Duration.ZERO).over(echo());
    assertThatThrownBy(() -> impatient.invoke(prompt("b")))
        .isInstanceOf(ConversationBusyException.class)
        .hasMessageContaining("Conversation 'anna' is in the middle of another turn");
    gate.open();
    first.join();
    assertThat(impatient.invoke(prompt("b")).text()).isEqualTo("to b");
    assertThat(stored()).hasSize(4);
  }

  @Test
  void aRunWaitsNoLongerThanItMay() {
    try (ChunkStream<AiMessageChunk> open = memory.over(echo()).stream(prompt("a"))) {
      open.next();
      assertThatThrownBy(
              () -> memory.withWait(Duration.ofMillis(20)).over(echo()).invoke(prompt("b")))
          .isInstanceOf(ConversationBusyException.class)
          .hasMessageContaining("neither read to its end nor closed");
    }
    assertThat(memory.turnstiles().size()).isZero();
  }

  @Test
  void aRunThatWaitsCanBeCancelled() throws Exception {
    Gate gate = new Gate();
    CompletableFuture<AiMessage> first =
        memory.over(ScriptedChatModel.of(Script.of("a").await(gate))).invokeAsync(prompt("a"));
    gate.awaitWaiting();
    for (int i = 0; i < 50; i++) {
      ChunkStream<AiMessageChunk> waiting = memory.over(echo()).stream(prompt("b"));
      CountDownLatch began = new CountDownLatch(1);
      CompletableFuture<Boolean> reader =
          CompletableFuture.supplyAsync(
              () -> {
                began.countDown();
                return waiting.hasNext();
              });
      began.await();
      waiting.close();
      assertThatThrownBy(reader::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(dev.runnel.StreamClosedException.class);
    }
    gate.open();
    first.join();
    assertThat(stored()).hasSize(2);
    assertThat(memory.turnstiles().size()).isZero();
  }

  @Test
  void aTurnWithinATurnFailsInPlaceOfWaitingForItself() {
    ChatModel chat = memory.over(echo());
    ChatModel nested =
        memory.over(
            (ChatModel) (input, run) -> ChunkStream.of(chat.invoke(prompt("inner")).toChunk()));
    assertThatThrownBy(() -> nested.invoke(prompt("outer")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a conversation of its own");
    assertThat(stored()).isEmpty();
    assertThat(memory.turnstiles().size()).isZero();
  }

  /** Where the other run is of another memory, or process, the store refuses the second turn. */
  @Test
  void aTurnThatWasMadeForAnOldVersionIsRefused() {
    ChatModel chat = memory.over(echo());
    ChatModel elsewhere = ChatMemory.of(history).over(echo());
    try (ChunkStream<AiMessageChunk> chunks = chat.stream(prompt("a"))) {
      chunks.next();
      elsewhere.invoke(prompt("b"));
      assertThatThrownBy(chunks::toList)
          .isInstanceOf(HistoryConflictException.class)
          .hasMessageContaining("read at version 0, and has version 1 now");
    }
    assertThat(stored()).containsExactly(ChatMessage.user("b"), ChatMessage.ai("to b"));
    assertThat(memory.turnstiles().size()).isZero();
  }

  @Test
  void aTurnThatWasMadeForWhatIsForgottenNowIsRefused() {
    ChatModel chat = memory.over(echo());
    chat.invoke(prompt("a"));
    try (ChunkStream<AiMessageChunk> chunks = chat.stream(prompt("b"))) {
      chunks.next();
      history.clear("anna");
      assertThatThrownBy(chunks::toList).isInstanceOf(HistoryConflictException.class);
    }
    assertThat(stored()).isEmpty();
    chat.invoke(prompt("c"));
    assertThat(stored()).hasSize(2);
  }

  @Test
  void manyThreadsAtOnceStoreWholeTurnsInOrder() {
    ChatModel chat = memory.over(echo());
    List<CompletableFuture<?>> runs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int number = i;
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                for (int turn = 0; turn < 5; turn++) {
                  chat.invoke(prompt(number + "." + turn));
                }
              },
              RunConfig.defaultExecutor()));
    }
    runs.forEach(CompletableFuture::join);
    List<ChatMessage> all = stored();
    assertThat(all).hasSize(64 * 5 * 2);
    for (int i = 0; i < all.size(); i += 2) {
      assertThat(all.get(i + 1)).isEqualTo(ChatMessage.ai("to " + all.get(i).text()));
    }
    assertThat(all.stream().filter(m -> !(m instanceof AiMessage)).distinct()).hasSize(320);
  }
}
