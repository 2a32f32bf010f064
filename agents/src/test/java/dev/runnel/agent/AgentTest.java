package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.RunConfig;
import dev.runnel.StepException;
import dev.runnel.Whole;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.event.RunEvent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Go.");
  private final EchoTool echo = new EchoTool();

  private static ToolCall call(String id, String name) {
    return EchoTool.call(id, name, "{}");
  }

  private static Script calls(String... ids) {
    return Script.ofToolCalls(Stream.of(ids).map(id -> call(id, "a")).toArray(ToolCall[]::new));
  }

  private static ScriptedChatModel model(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    Stream.of(scripts).forEach(model::next);
    return model.build();
  }

  private static List<AgentChunk> chunks(Agent agent) {
    List<AgentChunk> chunks = new ArrayList<>();
    agent.stream(QUESTION).forEach(chunks::add);
    return chunks;
  }

  // ---- what is streamed

  @Test
  void eachThingIsToldWhenItHappens() {
    ScriptedChatModel model =
        model(Script.of("Hm.").call(0, "i", "a", "{\"x\":\"on", "e\"}"), Script.of("Done."));

    List<AgentChunk> chunks = chunks(Agent.of(model, echo.named("a")));

    assertThat(chunks.stream().map(chunk -> chunk.turn() + chunk.getClass().getSimpleName()))
        .containsExactly(
            "1ModelPiece",
            "1ModelPiece",
            "1CallBegun",
            "1ModelPiece",
            "1CallArguments",
            "1ModelPiece",
            "1CallArguments",
            "1ModelAnswered",
            "1ToolStarted",
            "1ToolEnded",
            "1TurnEnded",
            "2ModelPiece",
            "2ModelAnswered",
            "2TurnEnded");
  }

  @Test
  void argumentsAreReadWhileTheyAreWritten() {
    ScriptedChatModel model =
        model(
            Script.empty().call(0, "i", "a", "{\"city\":\"Ro", "me\",\"days\":1", "2}"),
            Script.of("Done."));

    List<AgentChunk.CallArguments> written =
        chunks(Agent.of(model, echo.named("a"))).stream()
            .filter(AgentChunk.CallArguments.class::isInstance)
            .map(AgentChunk.CallArguments.class::cast)
            .toList();

    assertThat(written.stream().map(each -> each.draft().value("/city", String.class)))
        .containsExactly(Optional.of("Ro"), Optional.of("Rome"), Optional.of("Rome"));
    assertThat(written.stream().map(each -> each.draft().value("/days", Integer.class)))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(12));
  }

  @Test
  void argumentsThatAreNoJsonHaveNoDraft() {
    ScriptedChatModel model =
        model(Script.empty().call(0, "i", "a", "city", " is Rome"), Script.of("Done."));

    AgentAnswer answer =
        Agent.of(model, echo.named("a")).stream(
            QUESTION,
            chunk -> {
              if (chunk instanceof AgentChunk.CallArguments written) {
                assertThat(written.draft()).isNull();
              }
            });

    assertThat(answer.text()).isEqualTo("Done.");
  }

  @ParameterizedTest
  @EnumSource(AgentText.class)
  void textOfChunksIsTextOfAnswer(AgentText text) {
    Script first = Script.of("One", ".").call(0, "i", "a", "{}");
    Agent direct =
        Agent.of(
            model(first, Script.of("Two").call(0, "j", "direct", "{}")), echo.named("a"), direct());
    Agent usual = Agent.of(model(first, Script.of("Two", ".")), echo.named("a"));

    assertThat(textOf(usual.withText(text)))
        .isEqualTo(text == AgentText.EVERY_TURN ? "One.\n\nTwo." : "Two.");
    assertThat(textOf(direct.withText(text)))
        .isEqualTo(text == AgentText.EVERY_TURN ? "One.\n\nTwo\n\n{}" : "{}");
  }

  private static String textOf(Agent agent) {
    StringBuilder text = new StringBuilder();
    AgentAnswer answer = agent.stream(QUESTION, chunk -> text.append(chunk.text()));
    assertThat(answer.text()).isEqualTo(text.toString());
    return answer.text();
  }

  private Tool<?, ?, ?> direct() {
    return echo.named("direct", ToolRules.DEFAULT.withReturnDirect(true));
  }

  @Test
  void progressIsStreamedAndItsWholeIsTheResult() {
    ToolSpec spec = ToolSpec.of("count", "Counts.", "{\"type\": \"object\"}");
    Tool<JsonNode, Integer, List<Integer>> count =
        Tool.ofStream(
            spec,
            ToolReader.of(spec, JsonNode.class),
            Whole.<Integer>list(),
            in -> ChunkStream.of(1, 2, 3));

    List<AgentChunk> chunks =
        chunks(Agent.of(model(Script.ofToolCalls(call("i", "count")), Script.of("Done.")), count));

    assertThat(
            chunks.stream()
                .filter(AgentChunk.ToolProgress.class::isInstance)
                .map(chunk -> ((AgentChunk.ToolProgress) chunk).piece()))
        .containsExactly(1, 2, 3);
    assertThat(
            chunks.stream()
                .filter(AgentChunk.ToolEnded.class::isInstance)
                .map(chunk -> ((AgentChunk.ToolEnded) chunk).result().text()))
        .containsExactly("[1,2,3]");
  }

  // ---- direct results

  @Test
  void onlyDirectResultsThatAllSucceededAreTheAnswer() {
    ScriptedChatModel mixed =
        model(Script.ofToolCalls(call("i", "direct"), call("j", "a")), Script.of("Done."));
    AgentAnswer answer = Agent.of(mixed, direct(), echo.named("a")).invoke(QUESTION);
    assertThat(answer.finish()).isEqualTo(AgentFinish.ANSWER);

    ScriptedChatModel twice = model(Script.ofToolCalls(call("i", "direct"), call("j", "direct")));
    AgentAnswer both = Agent.of(twice, direct()).withMaxTurns(1).invoke(QUESTION);
    assertThat(both.finish()).isEqualTo(AgentFinish.DIRECT);
    assertThat(both.text()).isEqualTo("{}{}");
  }

  // ---- limits

  @Test
  void turnsThatAreUsedUpFailWithEverythingSoFar() {
    ScriptedChatModel model = model(calls("i"), calls("j"), calls("k"));
    Agent agent = Agent.of(model, echo.named("a")).withMaxTurns(2);

    assertThatThrownBy(() -> agent.invoke(QUESTION))
        .isInstanceOfSatisfying(
            MaxTurnsException.class,
            limit -> {
              assertThat(limit).hasMessageContaining("2 turns");
              assertThat(limit.answer().messages()).hasSize(4);
              assertThat(limit.answer().finish()).isEqualTo(AgentFinish.MAX_TURNS);
              assertThat(AgentTrail.of(limit)).contains(limit.answer());
              checkHistory(limit.answer());
            });
    assertThat(echo.ran).hasSize(1);
    assertThat(model.requests()).hasSize(2);
  }

  @Test
  void lastTurnCanBeAnAnswerWithoutTools() {
    ScriptedChatModel model = model(calls("i"), Script.of("Done."));
    Agent agent =
        Agent.of(model, echo.named("a"))
            .withMaxTurns(2)
            .withAtMaxTurns(AtMaxTurns.ANSWER_WITHOUT_TOOLS);

    assertThat(agent.invoke(QUESTION).text()).isEqualTo("Done.");
    assertThat(model.lastRequest().options().toolChoice()).isEqualTo(ToolChoice.NONE);
  }

  @Test
  void modelThatCallsWithoutToolsIsNotObeyed() {
    ScriptedChatModel model = model(calls("i"), calls("j"));
    AgentAnswer answer =
        Agent.of(model, echo.named("a"))
            .withMaxTurns(2)
            .withAtMaxTurns(AtMaxTurns.ANSWER_WITHOUT_TOOLS)
            .invoke(QUESTION);

    assertThat(answer.finish()).isEqualTo(AgentFinish.MAX_TURNS);
    assertThat(echo.ran).hasSize(1);
    checkHistory(answer);
  }

  private static void checkHistory(AgentAnswer answer) {
    List<ChatMessage> all = new ArrayList<>(QUESTION.messages());
    all.addAll(answer.messages());
    HistoryRules.OPENAI.check(all);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of("maxTurns is 0", (UnaryOperator<Agent>) agent -> agent.withMaxTurns(0)),
        Arguments.of(
            "maxParallel is -1", (UnaryOperator<Agent>) agent -> agent.withMaxParallel(-1)),
        Arguments.of(
            "maxCallsPerAnswer is 0",
            (UnaryOperator<Agent>) agent -> agent.withMaxCallsPerAnswer(0)),
        Arguments.of(
            "maxCalls of 'a' is 0", (UnaryOperator<Agent>) agent -> agent.withMaxCallsOf("a", 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSettings")
  void wrongSettingsAreRefused(String message, UnaryOperator<Agent> setting) {
    Agent agent = Agent.of(ScriptedChatModel.of("Hello"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(agent))
        .withMessageContaining(message);
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Agent.of(ScriptedChatModel.of("Hello"), echo.named("a"), echo.named("a")))
        .withMessageContaining("'a'");
  }

  @Test
  void modelThatGivesNothingHasNoAnswer() {
    assertThatThrownBy(() -> Agent.of(model(Script.empty())).invoke(QUESTION))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("turn 1");
  }

  // ---- before each turn

  @Test
  void modelAndToolsCanBeChangedFromTurnToTurn() {
    ScriptedChatModel first = model(calls("i"), calls("never"));
    ScriptedChatModel second = model(Script.of("Done."));
    BeforeTurn changing =
        turn -> turn.number() == 2 ? turn.withModel(second).withTools(List.of(direct())) : turn;

    AgentAnswer answer = Agent.of(first, echo.named("a")).withBeforeTurn(changing).invoke(QUESTION);

    assertThat(answer.text()).isEqualTo("Done.");
    assertThat(second.lastRequest().options().tools().get(0).name()).isEqualTo("direct");
  }

  // ---- beside each other

  @Test
  void callsRunBesideEachOther() {
    CyclicBarrier meeting = new CyclicBarrier(3);
    Tool<?, ?, ?> meets =
        EchoTool.of("a", ToolRules.DEFAULT, in -> "" + (meeting.await(20, TimeUnit.SECONDS) >= 0));

    AgentAnswer answer =
        Agent.of(model(calls("i", "j", "k"), Script.of("Done.")), meets).invoke(QUESTION);

    assertThat(answer.messages().subList(1, 4))
        .allSatisfy(result -> assertThat(result.text()).isEqualTo("true"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void noMoreCallsRunThanAreAllowed(int limit) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Tool<?, ?, ?> counted =
        EchoTool.of(
            "a",
            ToolRules.DEFAULT,
            in -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return "";
            });
    String[] ids = Stream.iterate(0, i -> i + 1).limit(30).map(i -> "c" + i).toArray(String[]::new);

    Agent.of(model(calls(ids), Script.of("Done.")), counted)
        .withMaxParallel(limit)
        .invoke(QUESTION);

    assertThat(most.get()).isBetween(1, limit);
  }

  @Test
  void toolThatIsNotParallelRunsAlone() {
    AtomicInteger running = new AtomicInteger();
    List<Integer> beside = Collections.synchronizedList(new ArrayList<>());
    Tool<?, ?, ?> alone =
        EchoTool.of(
            "alone",
            ToolRules.DEFAULT.withParallel(false),
            in -> {
              beside.add(running.get());
              return "";
            });
    Tool<?, ?, ?> other =
        EchoTool.of(
            "a",
            ToolRules.DEFAULT,
            in -> {
              running.incrementAndGet();
              Thread.yield();
              running.decrementAndGet();
              return "";
            });
    Script script =
        Script.ofToolCalls(
            call("i", "a"), call("j", "a"), call("k", "alone"), call("l", "a"), call("m", "alone"));

    Agent.of(model(script, Script.of("Done.")), alone, other).invoke(QUESTION);

    assertThat(beside).containsExactly(0, 0);
  }

  @Test
  void executorThatHasNoThreadsIsAClearError() {
    Agent agent = Agent.of(model(calls("i", "j"), Script.of("Done.")), echo.named("a"));

    assertThatThrownBy(
            () -> agent.withConfig(RunConfig.DEFAULT.withExecutor(Runnable::run)).invoke(QUESTION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withMaxParallel(1)");
  }

  @Test
  void timeLimitOfAToolIsAResult() {
    CountDownLatch never = new CountDownLatch(1);
    Tool<?, ?, ?> slow =
        EchoTool.of(
            "a",
            ToolRules.DEFAULT.withTimeout(Duration.ofMillis(1)),
            in -> {
              never.await();
              return "";
            });

    AgentAnswer answer = Agent.of(model(calls("i"), Script.of("Done.")), slow).invoke(QUESTION);

    assertThat(((ToolMessage) answer.messages().get(1)).failed()).isTrue();
    assertThat(answer.text()).isEqualTo("Done.");
  }

  // ---- as a runnel

  @Test
  void modelAndToolsAreRunsBelowTheAgents() {
    RecordingListener listener = new RecordingListener();

    Agent.of(model(calls("i", "j"), Script.of("Done.")), echo.named("a"))
        .withName("helper")
        .withListeners(listener)
        .invoke(QUESTION);

    listener.assertWellFormed();
    assertThat(listener.startedNames())
        .containsExactly("helper", "ScriptedChatModel", "a", "a", "ScriptedChatModel");
    assertThat(listener.openRuns()).isZero();
    assertThat(listener.of("a").get(0))
        .isInstanceOfSatisfying(
            RunEvent.Start.class, start -> assertThat(start.input()).isInstanceOf(JsonNode.class));
  }

  @Test
  void hookThatGivesNoTurnIsAClearError() {
    Agent agent = Agent.of(ScriptedChatModel.of("Hello")).withBeforeTurn(turn -> null);
    assertThatThrownBy(() -> agent.invoke(QUESTION)).hasMessageContaining("Return the turn");
  }

  @Test
  void checkedFailureOfAHookIsWrapped() {
    Agent agent =
        Agent.of(ScriptedChatModel.of("Hello"))
            .withBeforeTurn(
                turn -> {
                  throw new IOException("No prices.");
                });
    assertThatThrownBy(() -> agent.invoke(QUESTION))
        .isInstanceOf(StepException.class)
        .hasRootCauseMessage("No prices.");
  }

  @Test
  void graphShowsTheLoop() {
    assertThat(Agent.of(ScriptedChatModel.of("Hello"), echo.named("a")).graph().toText())
        .contains("ScriptedChatModel")
        .contains("calls")
        .contains("result");
  }

  @Test
  void agentCanBeAToolOfAnother() {
    RecordingListener listener = new RecordingListener();
    Agent inner =
        Agent.of(model(calls("x"), Script.of("Found.")), echo.named("a")).withName("searcher");
    Script asking = Script.ofToolCalls(EchoTool.call("i", "search", "{\"task\":\"Find it.\"}"));
    Agent outer = Agent.of(model(asking, Script.of("Done.")), inner.asTool("search", "Searches."));
    List<Object> progress = new ArrayList<>();

    AgentAnswer answer =
        outer.withListeners(listener).stream(
            QUESTION,
            chunk -> {
              if (chunk instanceof AgentChunk.ToolProgress told) {
                progress.add(told.piece());
              }
            });

    assertThat(answer.messages().get(1).text()).isEqualTo("Found.");
    assertThat(progress).hasAtLeastOneElementOfType(AgentChunk.ToolStarted.class);
    assertThat(listener.startedNames())
        .containsExactly(
            "Agent",
            "ScriptedChatModel",
            "search",
            "searcher",
            "ScriptedChatModel",
            "a",
            "ScriptedChatModel",
            "ScriptedChatModel");
    listener.assertWellFormed();
  }

  @Test
  void conversationThatIsGivenIsKeptAndRepaired() {
    ScriptedChatModel model = model(Script.of("Fine."));
    AiMessage open = new AiMessage(List.of(call("i", "a"), call("j", "a")));
    ChatPrompt prompt =
        ChatPrompt.of(
            ChatMessage.user("One?"),
            open,
            ChatMessage.tool(call("j", "a"), "given"),
            ChatMessage.user("Two?"));

    Agent.of(HistoryRules.OPENAI.checking(model), echo.named("a")).invoke(prompt);

    assertThat(model.lastRequest().messages()).hasSize(5).containsAll(prompt.messages());
  }
}
