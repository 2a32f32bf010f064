package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PausedAgentTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Mail both.");
  private static final Key KEY = key("a key of the server");

  private final EchoTool echo = new EchoTool();

  private static Key key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private Tool<?, ?, ?> asking() {
    return echo.named("mail", ToolRules.DEFAULT.withApproval(true));
  }

  private static Script mails() {
    return Script.of("I will.")
        .call(0, "m1", "mail", "{\"to\":\"ann\"}")
        .call(1, "m2", "mail", "{\"to\":\"bob\"}")
        .call(2, "n", "now", "{}");
  }

  private Agent agent(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    Stream.of(scripts).forEach(model::next);
    return Agent.of(HistoryRules.OPENAI.checking(model.build()), asking(), echo.named("now"));
  }

  private PausedAgent paused() {
    return Objects.requireNonNull(agent(mails()).invoke(QUESTION).paused());
  }

  // ---- going on

  @Test
  void pauseIsToldAndEndsTheStream() {
    List<AgentChunk> chunks = new ArrayList<>();

    AgentAnswer answer = agent(mails()).stream(QUESTION, chunks::add);

    assertThat(
            chunks.stream()
                .filter(AgentChunk.ApprovalAsked.class::isInstance)
                .map(chunk -> ((AgentChunk.ApprovalAsked) chunk).call().id()))
        .containsExactly("m1", "m2");
    assertThat(chunks.get(chunks.size() - 1)).isInstanceOf(AgentChunk.Paused.class);
    assertThat(answer.finish()).isEqualTo(AgentFinish.PAUSED);
    assertThat(echo.ran).containsExactly("now{}");
  }

  @Test
  void someCallsCanBeDecidedAndNothingRunsTwice() {
    PausedAgent first = paused();
    Agent later = agent(Script.of("Done."));

    AgentAnswer again = later.resume(first, Map.of("m2", Decision.approve()));
    assertThat(again.finish()).isEqualTo(AgentFinish.PAUSED);
    PausedAgent second = Objects.requireNonNull(again.paused());
    assertThat(second.asked().stream().map(ToolCall::id)).containsExactly("m1");

    AgentAnswer answer = later.resume(second, Map.of("m1", Decision.approve()));

    assertThat(answer.finish()).isEqualTo(AgentFinish.ANSWER);
    assertThat(echo.ran).containsExactly("now{}", "mail{\"to\":\"bob\"}", "mail{\"to\":\"ann\"}");
    assertThat(
            answer.messages().stream()
                .filter(ToolMessage.class::isInstance)
                .map(message -> ((ToolMessage) message).callId()))
        .containsExactly("m1", "m2", "n");
    assertThat(answer.text()).isEqualTo("I will.\n\nDone.");
  }

  @Test
  void anotherProcessGoesOnFromText() {
    String json = paused().toJson(KEY);

    AgentAnswer answer =
        agent(Script.of("Done."))
            .resuming()
            .invoke(Resumption.all(PausedAgent.fromJson(json, KEY), Decision.approve()));

    assertThat(answer.messages()).hasSize(5);
    List<ChatMessage> all = new ArrayList<>(QUESTION.messages());
    all.addAll(answer.messages());
    HistoryRules.OPENAI.check(all);
  }

  @Test
  void editedCallTellsTheModelWhatRan() {
    AgentAnswer answer =
        agent(Script.of("Done."))
            .resume(
                paused(),
                Map.of("m1", Decision.edit("{\"to\":\"eve\"}"), "m2", Decision.reject("")));

    assertThat(echo.ran).containsExactly("now{}", "mail{\"to\":\"eve\"}");
    assertThat(answer.turns().get(0).toolCalls().get(0).arguments()).isEqualTo("{\"to\":\"ann\"}");
    assertThat(answer.messages().get(1).text()).contains("other arguments: {\"to\":\"eve\"}");
  }

  @Test
  void editThatDoesNotFitRunsNothing() {
    PausedAgent state = paused();
    echo.ran.clear();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                agent(Script.of("Done."))
                    .resume(
                        state, Map.of("m1", Decision.approve(), "m2", Decision.edit("{\"to\":"))))
        .withMessageContaining("'m2'")
        .withMessageContaining("Nothing was run");
    assertThat(echo.ran).isEmpty();
  }

  @Test
  void decisionForNoCallIsRefused() {
    PausedAgent state = paused();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resumption(state, Map.of("n", Decision.approve())))
        .withMessageContaining("'n'")
        .withMessageContaining("[m1, m2]");
  }

  @Test
  void argumentsThatDoNotFitAreNotAskedFor() {
    Agent agent = agent(Script.empty().call(0, "m", "mail", "to ann"), Script.of("Sorry."));
    assertThat(agent.invoke(QUESTION).finish()).isEqualTo(AgentFinish.ANSWER);
  }

  @Test
  void toolsOfAHookAreThereAgain() {
    BeforeTurn adding = turn -> turn.withTools(List.of(asking()));
    Agent first =
        Agent.of(ScriptedChatModel.of(Script.empty().call(0, "m", "mail", "{}")))
            .withBeforeTurn(adding);
    PausedAgent state = Objects.requireNonNull(first.invoke(QUESTION).paused());

    AgentAnswer answer =
        Agent.of(ScriptedChatModel.of("Done."))
            .withBeforeTurn(adding)
            .resume(state, Map.of("m", Decision.approve()));

    assertThat(echo.ran).containsExactly("mail{}");
    assertThat(answer.text()).isEqualTo("Done.");
  }

  // ---- as text

  private static PausedAgent rich() {
    ChatOptions options =
        ChatOptions.builder()
            .model("large")
            .temperature(0.7)
            .topP(0.5)
            .topK(4)
            .maxTokens(100)
            .stop("END", "\u2028")
            .seed(42)
            .presencePenalty(0.1)
            .frequencyPenalty(-0.1)
            .toolChoice(ToolChoice.NONE)
            .parallelToolCalls(false)
            .reasoning(ReasoningOptions.of(ReasoningOptions.Effort.HIGH).withShown(true))
            .responseFormat(ResponseFormat.jsonSchema("answer", "{\"type\":\"object\"}"))
            .serviceTier("flex")
            .timeout(Duration.ofSeconds(30))
            .user("anna")
            .metadata("purpose", "test")
            .body("verbosity", "low")
            .body("nested", Map.of("list", List.of(1, 2)))
            .build();
    ToolCall call =
        new ToolCall("c", "mail", "{\"to\": 1e2}", false, Extras.of("g", "{\"s\" : \"QQ==\"}"));
    AiMessage answer =
        new AiMessage(
            List.of(Reasoning.signed("", "c2ln", "anthropic"), new TextPart("x\ud800y"), call));
    return new PausedAgent(
        "id",
        3,
        new ChatPrompt(
            List.of(ChatMessage.user("Look.", Media.image(new byte[] {0, -1}, "image/png"))),
            options,
            "conversation 7"),
        List.of(ChatMessage.ai("earlier")),
        "said \u00e4 \ud83e\udd9c",
        answer,
        List.of(ChatMessage.tool(new ToolCall("d", "now", "{}"), "12:00")),
        List.of(call),
        Map.of(),
        Map.of("now", 1));
  }

  @Test
  void textHoldsEverything() {
    PausedAgent state = rich();
    assertThat(PausedAgent.fromJson(state.toJson())).isEqualTo(state);
    assertThat(PausedAgent.fromJson(state.toJson(KEY), KEY)).isEqualTo(state);
    assertThat(state.toJson()).isEqualTo(PausedAgent.fromJson(state.toJson()).toJson());
  }

  @Test
  void resultsMayBeNestedDeeply() {
    MessagePart part = new TextPart("deep");
    for (int i = 0; i < 1000; i++) {
      part = new ToolResult("c", "t", List.of(part), false, Extras.NONE);
    }
    PausedAgent rich = rich();
    PausedAgent state =
        new PausedAgent(
            rich.id(),
            rich.turn(),
            rich.prompt(),
            List.of(new AiMessage(List.of(part))),
            rich.text(),
            rich.answer(),
            rich.results(),
            rich.waiting(),
            rich.inside(),
            rich.runs());
    assertThat(PausedAgent.fromJson(state.toJson()).toJson()).isEqualTo(state.toJson());
    assertThat(PausedAgent.fromJson(state.toJson(KEY), KEY).toJson()).isEqualTo(state.toJson());
  }

  @Test
  void secretsAndToolsAreNotInTheText() {
    ChatOptions options =
        ChatOptions.builder()
            .header("authorization", "secret")
            .tools(ToolSpec.of("hidden", "", "{\"type\":\"object\"}"))
            .build();
    PausedAgent state =
        Objects.requireNonNull(agent(mails()).invoke(QUESTION.withOptions(options)).paused());
    assertThat(state.toJson()).doesNotContain("secret").doesNotContain("hidden");
  }

  @Test
  void signatureHoldsWhateverTheOrderOfKeysAndTheSpace() {
    JsonNode json = JsonMapper.shared().readTree(rich().toJson(KEY));
    Map<String, JsonNode> backwards = new TreeMap<>(Comparator.reverseOrder());
    json.properties().forEach(each -> backwards.put(each.getKey(), each.getValue()));
    String pretty =
        JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(backwards);

    assertThat(PausedAgent.fromJson(pretty, KEY)).isEqualTo(rich());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("turn", (Consumer<ObjectNode>) json -> json.put("turn", 1)),
        Arguments.of("text", (Consumer<ObjectNode>) json -> json.put("text", "")),
        Arguments.of("asked", (Consumer<ObjectNode>) json -> json.putArray("asked")),
        Arguments.of("id", (Consumer<ObjectNode>) json -> json.remove("id")),
        Arguments.of("new field", (Consumer<ObjectNode>) json -> json.put("more", 1)),
        Arguments.of("options", (Consumer<ObjectNode>) json -> json.putObject("options")),
        Arguments.of(
            "arguments",
            (Consumer<ObjectNode>)
                json ->
                    json.set(
                        "answer",
                        JsonMapper.shared()
                            .readTree(json.path("answer").toString().replace("1e2", "9e9")))),
        Arguments.of("signature", (Consumer<ObjectNode>) json -> json.put("signature", "AAAA")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void changedStateIsRefused(String name, Consumer<ObjectNode> change) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(rich().toJson(KEY));
    change.accept(json);
    assertThatThrownBy(() -> PausedAgent.fromJson(json.toString(), KEY))
        .isInstanceOf(PausedAgentException.class)
        .hasMessageContaining("it was changed");
  }

  @Test
  void keyAndSignatureMustGoTogether() {
    String signed = rich().toJson(KEY);
    String plain = rich().toJson();
    assertThatThrownBy(() -> PausedAgent.fromJson(signed)).hasMessageContaining("it is signed");
    assertThatThrownBy(() -> PausedAgent.fromJson(plain, KEY)).hasMessageContaining("not signed");
    assertThatThrownBy(() -> PausedAgent.fromJson(signed, key("another")))
        .hasMessageContaining("it was changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"format\":\"runnel-paused-agent\",\"version\":2}",
        "{\"format\":\"runnel-paused-agent\",\"version\":1}"
      })
  void whatIsNoStateIsRefused(String text) {
    assertThatThrownBy(() -> PausedAgent.fromJson(text))
        .isInstanceOf(PausedAgentException.class)
        .hasMessageStartingWith("This is no paused agent that can go on: ");
  }

  @Test
  void callThatWaitsMustBeOfTheAnswer() {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(rich().toJson());
    json.putArray("asked").add("nobody");
    assertThatThrownBy(() -> PausedAgent.fromJson(json.toString()))
        .isInstanceOf(PausedAgentException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void aNumberOfRunsMustBeOne() {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(rich().toJson());
    json.putObject("runs").put("now", "many");
    assertThatThrownBy(() -> PausedAgent.fromJson(json.toString()))
        .isInstanceOf(PausedAgentException.class)
        .hasMessageContaining("many");
  }
}
