package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong in the loops of other libraries, each kind on ours. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopReportsTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Go.");
  private final EchoTool echo = new EchoTool();

  private static Script calls(ToolCall... calls) {
    return Script.ofToolCalls(calls);
  }

  private static ToolCall call(String id, String name) {
    return EchoTool.call(id, name, "{}");
  }

  private static ScriptedChatModel model(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    for (Script script : scripts) {
      model.next(script);
    }
    return model.build();
  }

  private static List<ToolMessage> results(AgentAnswer answer) {
    return answer.messages().stream()
        .filter(ToolMessage.class::isInstance)
        .map(ToolMessage.class::cast)
        .toList();
  }

  private static List<ChatMessage> lastSent(ScriptedChatModel model) {
    return model.lastRequest().messages();
  }

  @Test
  @DisplayName("L1, L2: each turn's message has its own text and calls, and no other turn's")
  void turnsAreNotGluedTogether() {
    ScriptedChatModel model =
        model(
            Script.of("One.").call(0, "i", "a", "{}"),
            Script.of("Two.").call(0, "j", "a", "{}"),
            Script.of("Three."));

    AgentAnswer answer = Agent.of(model, echo.named("a")).invoke(QUESTION);

    assertThat(answer.turns().stream().map(AiMessage::text))
        .containsExactly("One.", "Two.", "Three.");
    assertThat(answer.turns().stream().map(turn -> turn.toolCalls().size()))
        .containsExactly(1, 1, 0);
    assertThat(lastSent(model).get(1)).isEqualTo(answer.messages().get(0));
    assertThat(lastSent(model).get(3)).isEqualTo(answer.messages().get(2));
  }

  @Test
  @DisplayName("L3: what is added to the conversation before a turn is there in all later ones")
  void whatWasAddedStays() {
    ScriptedChatModel model =
        model(calls(call("i", "a")), calls(call("j", "a")), Script.of("Done."));
    BeforeTurn adding =
        turn ->
            turn.number() == 1
                ? turn.withPrompt(turn.prompt().with(ChatMessage.user("Be brief.")))
                : turn;

    Agent.of(model, echo.named("a")).withBeforeTurn(adding).invoke(QUESTION);

    assertThat(model.requests())
        .allSatisfy(request -> assertThat(request.messages().get(1).text()).isEqualTo("Be brief."));
  }

  @Test
  @DisplayName("L4: text before a call is held back as a whole, not chunk by chunk")
  void textBeforeCallsCanBeHeldBack() {
    ScriptedChatModel model =
        model(Script.of("Let", " me", " look.").call(0, "i", "a", "{}"), Script.of("It", " is."));
    StringBuilder shown = new StringBuilder();

    AgentAnswer answer =
        Agent.of(model, echo.named("a")).withText(AgentText.LAST_ANSWER).stream(
            QUESTION, chunk -> shown.append(chunk.text()));

    assertThat(shown.toString()).isEqualTo("It is.");
    assertThat(answer.text()).isEqualTo("It is.");
    assertThat(answer.turns().get(0).text()).isEqualTo("Let me look.");
  }

  @Test
  @DisplayName("L5: the usage of all turns is summed up, and each is told")
  void usageOfAllTurnsIsTold() {
    ScriptedChatModel model =
        model(
            Script.empty()
                .call(0, "i", "a", "{}")
                .end(FinishReason.TOOL_CALLS, new TokenUsage(10, 1)),
            Script.empty()
                .call(0, "j", "a", "{}")
                .end(FinishReason.TOOL_CALLS, new TokenUsage(20, 2)),
            Script.of("Done.").end(FinishReason.STOP, new TokenUsage(30, 3).withCache(5, 1)));

    AgentAnswer answer = Agent.of(model, echo.named("a")).invoke(QUESTION);

    assertThat(answer.usages().stream().map(TokenUsage::input)).containsExactly(10, 20, 30);
    assertThat(answer.usage()).isEqualTo(new TokenUsage(60, 6).withCache(5, 1));
  }

  @Test
  @DisplayName("L14: a tool that does not exist is told to the model, with those that do")
  void unknownToolIsTold() {
    ScriptedChatModel model = model(calls(call("i", "aa")), Script.of("Done."));

    AgentAnswer answer = Agent.of(model, echo.named("a"), echo.named("b")).invoke(QUESTION);

    assertThat(results(answer).get(0).failed()).isTrue();
    assertThat(results(answer).get(0).text()).contains("no tool 'aa'").contains("a, b");
    assertThat(answer.text()).isEqualTo("Done.");
  }

  @ParameterizedTest
  @EnumSource(value = ToolFailure.class)
  @DisplayName("L15: what a tool throws ends nothing in silence")
  void failureOfToolIsToldOrThrown(ToolFailure policy) {
    ScriptedChatModel model = model(calls(call("i", "bad"), call("j", "a")), Script.of("Done."));
    Tool<?, ?, ?> bad =
        EchoTool.of(
            "bad",
            ToolRules.DEFAULT.withOnFailure(policy),
            in -> {
              throw new IllegalStateException("secret");
            });
    Agent agent = Agent.of(model, bad, echo.named("a"));

    if (policy == ToolFailure.END_RUN) {
      assertThatThrownBy(() -> agent.invoke(QUESTION))
          .hasMessage("secret")
          .satisfies(
              failure -> {
                AgentAnswer soFar = AgentTrail.of(failure).orElseThrow();
                List<ChatMessage> all = new ArrayList<>(QUESTION.messages());
                all.addAll(soFar.messages());
                HistoryRules.OPENAI.check(all);
              });
    } else {
      List<ToolMessage> results = results(agent.invoke(QUESTION));
      assertThat(results).hasSize(2);
      assertThat(results.get(0).failed()).isTrue();
      assertThat(results.get(0).text().contains("secret")).isEqualTo(policy == ToolFailure.MESSAGE);
      assertThat(results.get(1).failed()).isFalse();
    }
  }

  @Test
  @DisplayName("L16, L24: signed reasoning goes back unchanged, also when its text is empty")
  void signedReasoningGoesBack() {
    Reasoning silent = Reasoning.signed("", "c2ln", "anthropic");
    ToolCall signed =
        new ToolCall("i", "a", "{}", false, Extras.of("gemini", "{\"thoughtSignature\":\"QQ==\"}"));
    ScriptedChatModel model =
        model(
            Script.empty().parts(Reasoning.signed("Hm.", "b25l", "anthropic"), signed, silent),
            Script.of("Done."));

    Agent.of(HistoryRules.ANTHROPIC.checking(HistoryRules.GEMINI.checking(model)), echo.named("a"))
        .invoke(QUESTION);

    assertThat(lastSent(model).get(1).parts())
        .containsExactly(Reasoning.signed("Hm.", "b25l", "anthropic"), signed, silent);
  }

  @Test
  @DisplayName("L18: no call of an answer that was cut is run, though its JSON is complete")
  void cutAnswerIsNotRun() {
    ScriptedChatModel model =
        model(
            Script.empty()
                .call(0, "i", "a", "{}")
                .call(1, "j", "a", "{\"x\":")
                .chunks(AiMessageChunk.end(FinishReason.LENGTH, null)),
            Script.of("Done."));

    AgentAnswer answer = Agent.of(model, echo.named("a")).invoke(QUESTION);

    assertThat(echo.ran).isEmpty();
    assertThat(results(answer)).hasSize(2).allMatch(ToolMessage::failed);
  }

  @Test
  @DisplayName("L18: where the finish reason hides the cut, broken JSON is not mended")
  void brokenJsonIsNotMended() {
    ScriptedChatModel model =
        model(
            Script.empty()
                .call(0, "i", "a", "{\"x\":1}")
                .call(1, "j", "a", "{\"path\":\"/tm")
                .chunks(AiMessageChunk.end(FinishReason.TOOL_CALLS, null)),
            Script.of("Done."));

    List<ToolMessage> results = results(Agent.of(model, echo.named("a")).invoke(QUESTION));

    assertThat(echo.ran).containsExactly("a{\"x\":1}");
    assertThat(results.get(0).failed()).isFalse();
    assertThat(results.get(1).failed()).isTrue();
  }

  @Test
  @DisplayName("L18: thousands of calls in one answer make no thousands of results")
  void callsOfOneAnswerAreBounded() {
    ToolCall[] many = new ToolCall[14_408];
    for (int i = 0; i < many.length; i++) {
      many[i] = EchoTool.call("c" + i, "a", "{}");
    }
    ScriptedChatModel model = model(Script.of(new AiMessage(List.of(many))), Script.of("Done."));
    Agent agent = Agent.of(HistoryRules.OPENAI.checking(model), echo.named("a"));

    AgentAnswer answer = agent.withMaxCallsPerAnswer(3).invoke(QUESTION);

    assertThat(echo.ran).hasSize(3);
    assertThat(results(answer)).hasSize(4);
    assertThat(results(answer).get(3).text()).contains("14405 were not run");
    assertThat(lastSent(model)).hasSize(6);
  }

  @Test
  @DisplayName("L19, L20, L21: of several calls one is refused, and only that one is not run")
  void refusedCallIsNotRunAndTheOthersAre() {
    ToolRules asking = ToolRules.DEFAULT.withApproval(true);
    ScriptedChatModel model =
        model(
            calls(call("i", "a"), EchoTool.call("j", "b", "{\"x\":1}"), call("k", "b")),
            Script.of("Done."));
    Agent agent =
        Agent.of(HistoryRules.OPENAI.checking(model), echo.named("a"), echo.named("b", asking));

    PausedAgent state = Objects.requireNonNull(agent.invoke(QUESTION).paused());
    AgentAnswer answer =
        agent.resume(state, Map.of("j", Decision.reject("Too early."), "k", Decision.approve()));

    assertThat(echo.ran).containsExactly("a{}", "b{}");
    assertThat(results(answer).stream().map(ToolMessage::callId)).containsExactly("i", "j", "k");
    assertThat(results(answer).get(1).text())
        .contains("was not run")
        .contains("Do not call it again unless you are asked to")
        .contains("Too early.");
    assertThat(lastSent(model).get(1)).isEqualTo(state.answer());
  }

  @Test
  @DisplayName("L22: of several calls all are run, and answered in their order")
  void allCallsAreRun() {
    ScriptedChatModel model =
        model(calls(call("i", "a"), call("j", "b"), call("k", "a")), Script.of("Done."));

    AgentAnswer answer = Agent.of(model, echo.named("a"), echo.named("b")).invoke(QUESTION);

    assertThat(results(answer).stream().map(ToolMessage::callId)).containsExactly("i", "j", "k");
    assertThat(echo.ran).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(value = FinishReason.class, names = "LENGTH", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("L23: it goes on because there are calls, whatever the finish reason")
  void finishReasonDoesNotMatter(FinishReason reason) {
    ScriptedChatModel model =
        model(
            Script.empty().call(0, "i", "a", "{}").info(AnswerInfo.of(reason, null)),
            Script.of("Done."));

    assertThat(Agent.of(model, echo.named("a")).invoke(QUESTION).text()).isEqualTo("Done.");
  }

  @Test
  @DisplayName("L24: calls that the provider runs itself are not answered, and end nothing")
  void providersOwnCallsAreNotAnswered() {
    ToolCall search = new ToolCall("s", "web_search", "{}", true, Extras.NONE);
    ToolResult found = ToolResult.of(search, "Found.");
    ScriptedChatModel model = model(Script.empty().parts(search, found).text("So."));

    AgentAnswer answer = Agent.of(model, echo.named("a")).invoke(QUESTION);

    assertThat(answer.messages()).hasSize(1);
    assertThat(answer.finish()).isEqualTo(AgentFinish.ANSWER);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  @DisplayName("a provider that pauses its own tools is asked to go on")
  void pausedProviderGoesOn() {
    ToolCall search = new ToolCall("s", "web_search", "{}", true, Extras.NONE);
    AnswerInfo pausing = AnswerInfo.NONE.withFinishReason(FinishReason.OTHER, "pause_turn");
    ScriptedChatModel model =
        model(Script.empty().parts(search).info(pausing), Script.of("Found."));

    AgentAnswer answer = Agent.of(model, echo.named("a")).invoke(QUESTION);

    assertThat(answer.text()).isEqualTo("Found.");
    assertThat(lastSent(model)).hasSize(2);
    assertThat(lastSent(model).get(1)).isEqualTo(answer.messages().get(0));
  }

  @ParameterizedTest
  @EnumSource(Forcing.class)
  @DisplayName("L29: a forced tool is forced in the first turn only, whoever forces it")
  void forcedToolEnds(Forcing forcing) {
    ScriptedChatModel scripted = model(calls(call("i", "a")), Script.of("Done."));
    ChatOptions forced = ChatOptions.builder().toolChoice(ToolChoice.named("a")).build();
    Agent agent =
        switch (forcing) {
          case BY_AGENT ->
              Agent.of(scripted, echo.named("a")).withFirstToolChoice(ToolChoice.named("a"));
          case BY_PROMPT -> Agent.of(scripted, echo.named("a"));
          case BY_MODEL -> Agent.of(scripted.withOptions(forced), echo.named("a"));
        };

    agent.invoke(forcing == Forcing.BY_PROMPT ? QUESTION.withOptions(forced) : QUESTION);

    assertThat(scripted.requests().stream().map(request -> request.options().toolChoice()))
        .containsExactly(ToolChoice.named("a"), ToolChoice.AUTO);
  }

  private enum Forcing {
    BY_AGENT,
    BY_PROMPT,
    BY_MODEL
  }

  @Test
  @DisplayName("L30: pictures stay parts of the result")
  void picturesStayParts() {
    Media picture = Media.image(new byte[] {1, 2, 3}, "image/png");
    ScriptedChatModel model = model(calls(call("i", "draw")), Script.of("Done."));

    Agent.of(model, EchoTool.of("draw", ToolRules.DEFAULT, in -> picture)).invoke(QUESTION);

    assertThat(((ToolMessage) lastSent(model).get(2)).result().parts()).containsExactly(picture);
  }

  @Test
  @DisplayName("L31: a huge result is cut for the model, and whole for the caller")
  void hugeResultIsCut() {
    String huge = "x".repeat(200_000);
    ScriptedChatModel model = model(calls(call("i", "read")), Script.of("Done."));
    List<Object> outputs = new ArrayList<>();

    Agent.of(model, EchoTool.of("read", ToolRules.DEFAULT.withMaxResultCharacters(100), in -> huge))
        .stream(
            QUESTION,
            chunk -> {
              if (chunk instanceof AgentChunk.ToolEnded ended) {
                outputs.add(ended.output());
              }
            });

    assertThat(lastSent(model).get(2).text()).hasSizeLessThan(200).contains("100 of 200000");
    assertThat(outputs).containsExactly(huge);
  }

  @Test
  @DisplayName("L32: the results stand directly behind the answer, and nothing between them")
  void resultsStandBehindTheAnswer() {
    ScriptedChatModel model =
        model(calls(call("i", "draw"), call("j", "a")), calls(call("k", "a")), Script.of("Done."));
    Tool<?, ?, ?> draw =
        EchoTool.of("draw", ToolRules.DEFAULT, in -> Media.image(new byte[] {1}, "image/png"));

    Agent.of(HistoryRules.OPENAI.checking(model), draw, echo.named("a")).invoke(QUESTION);

    assertThat(lastSent(model).stream().map(message -> message.getClass().getSimpleName()))
        .containsExactly(
            "UserMessage", "AiMessage", "ToolMessage", "ToolMessage", "AiMessage", "ToolMessage");
  }
}
