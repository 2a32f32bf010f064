package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentText;
import dev.runnel.agent.PausedAgent;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each protocol shows of an agent, and how a client lets it go on after an approval. */
@Timeout(60)
class AgentProtocolsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Key KEY = key("a key of the server");

  private final List<String> ran = new CopyOnWriteArrayList<>();

  private static Key key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private Tool<JsonNode, String, String> tool(String name, ToolRules rules) {
    ToolSpec spec = ToolSpec.of(name, "Test tool " + name + ".", "{\"type\": \"object\"}");
    return Tool.<String>of(
            spec,
            in -> {
              ran.add(name + in);
              return name + " is done";
            })
        .withRules(rules);
  }

  private Agent agent(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder().name("model");
    for (Script script : scripts) {
      model.next(script);
    }
    return Agent.of(
        model.build(),
        tool("mail", ToolRules.DEFAULT.withApproval(true)),
        tool("look", ToolRules.DEFAULT));
  }

  private static ChainService service(Runnel<ChatPrompt, ?, ?> chain, @Nullable Key key) {
    ServeOptions options =
        key == null ? ServeOptions.DEFAULT : ServeOptions.DEFAULT.withStateKey(key);
    ServedChain<ChatPrompt, ?, ?> served =
        ServedChain.of("ask", chain, ChainInput.of(ChatPrompt.class), options);
    return ChainService.builder()
        .add("/ai", served, Protocols.AI_SDK)
        .add("/ag", served, Protocols.AG_UI)
        .add("/v1", served, Protocols.OPENAI)
        .add("/plain", served, Protocols.PLAIN)
        .build();
  }

  private static String stream(ChainService service, String path, String body) {
    ServeResponse response = service.handle(ServeRequest.post(path, body));
    assertThat(response).isInstanceOf(ServeResponse.Streamed.class);
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text();
  }

  private static String normal(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
        .replaceAll("\"created\":\\d+", "\"created\":1");
  }

  private static List<JsonNode> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> MAPPER.readTree(line.substring(6)))
        .toList();
  }

  private static List<String> types(String stream) {
    return events(stream).stream().map(event -> event.get("type").stringValue()).toList();
  }

  private static JsonNode event(String stream, String type) {
    return events(stream).stream()
        .filter(event -> event.get("type").stringValue().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError(stream));
  }

  private static final String AI_SDK =
      "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Go.\"}]}]}";
  private static final String OPEN_AI =
      "{\"model\":\"ask\",\"stream\":STREAM,\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

  private static String agUi(String rest) {
    return "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]"
        + rest
        + "}";
  }

  private static Script looks() {
    return Script.of("I look.")
        .call(0, "c1", "look", "{\"at\"", ":1}")
        .end(FinishReason.TOOL_CALLS, new TokenUsage(7, 3));
  }

  private static Script mails() {
    return Script.empty()
        .call(0, "m1", "mail", "{\"to\":\"ann\"}")
        .call(1, "m2", "mail", "{\"to\":\"bob\"}");
  }

  private static Script done() {
    return Script.of("Done.").end(FinishReason.STOP, new TokenUsage(10, 2));
  }

  // ---- turns

  @Test
  void aiSdkShowsEachTurnAsAStep() {
    String stream = stream(service(agent(looks(), done()), null), "/ai", AI_SDK);

    assertThat(normal(stream))
        .isEqualTo(
            """
            data: {"type":"start","messageId":"ID"}

            data: {"type":"start-step"}

            data: {"type":"text-start","id":"1"}

            data: {"type":"text-delta","id":"1","delta":"I look."}

            data: {"type":"text-end","id":"1"}

            data: {"type":"tool-input-start","toolCallId":"c1","toolName":"look"}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"{\\"at\\""}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":":1}"}

            data: {"type":"tool-input-available","toolCallId":"c1","toolName":"look","input":{"at":1}}

            data: {"type":"tool-output-available","toolCallId":"c1","output":"look is done"}

            data: {"type":"finish-step"}

            data: {"type":"start-step"}

            data: {"type":"text-start","id":"2"}

            data: {"type":"text-delta","id":"2","delta":"Done."}

            data: {"type":"text-end","id":"2"}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"stop","messageMetadata":{"usage":{"inputTokens":17,"outputTokens":5,"totalTokens":22}}}

            data: [DONE]

            """);
    AiSdkRules.read(stream);
  }

  @Test
  void agUiShowsEachTurnAsAMessage() {
    String stream = stream(service(agent(looks(), done()), null), "/ag", agUi(""));

    assertThat(types(stream).stream().filter(type -> !type.startsWith("STEP_")))
        .containsExactly(
            "RUN_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "TOOL_CALL_START",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_END",
            "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "RUN_FINISHED");
    assertThat(event(stream, "RUN_FINISHED").at("/usage/0/totalTokens").intValue()).isEqualTo(22);
    assertThat(event(stream, "RUN_FINISHED").has("outcome")).isFalse();
  }

  @Test
  void openAiShowsTheTextAlone() {
    ChainService service = service(agent(looks(), done()), null);

    String stream = stream(service, "/v1/chat/completions", OPEN_AI.replace("STREAM", "true"));

    assertThat(stream)
        .contains("\"content\":\"I look.\"", "\"content\":\"\\n\\nDone.\"", "\"stop\"")
        .doesNotContain("tool_calls", "look is done");
  }

  @ParameterizedTest
  @CsvSource({"/ai", "/ag", "/v1/chat/completions"})
  void theTextOfTheLastAnswerAloneIsShownWhereTheAgentSaysSo(String path) {
    Agent agent = agent(looks(), done()).withText(AgentText.LAST_ANSWER);
    String body =
        path.equals("/ai")
            ? AI_SDK
            : path.equals("/ag") ? agUi("") : OPEN_AI.replace("STREAM", "true");

    assertThat(stream(service(agent, null), path, body))
        .contains("\"Done.\"")
        .doesNotContain("I look.");
  }

  /** Models that give no ids, or the same one in each turn, and calls that are of no tool. */
  @ParameterizedTest
  @ValueSource(strings = {"", "c1"})
  void eachCallOfEachTurnHasItsResult(String id) {
    Script calls =
        Script.empty()
            .chunks(
                AiMessageChunk.ofToolCalls(new ToolCallDelta(0, id, "look", "{}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(1, id, "look", "{\"at\":2}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(2, id, "unknown", "{}")));

    String stream = stream(service(agent(calls, calls, done()), null), "/ai", AI_SDK);

    assertThat(types(stream).stream().filter("tool-output-available"::equals)).hasSize(4);
    assertThat(types(stream).stream().filter("tool-output-error"::equals)).hasSize(2);
    assertThat(
            events(stream).stream()
                .filter(event -> event.get("type").stringValue().startsWith("tool-output"))
                .map(event -> event.get("toolCallId").stringValue()))
        .doesNotHaveDuplicates();
    assertThat(event(stream, "finish").get("finishReason").stringValue()).isEqualTo("stop");
  }

  @Test
  void aCallThatIsDroppedIsToldSo() {
    Script calls = Script.empty().call(0, "c1", "look", "{}").call(1, "c2", "look", "{}");

    String stream =
        stream(service(agent(calls, done()).withMaxCallsPerAnswer(1), null), "/ai", AI_SDK);

    assertThat(event(stream, "tool-output-error").get("toolCallId").stringValue()).isEqualTo("c2");
    assertThat(event(stream, "finish").get("finishReason").stringValue()).isEqualTo("stop");
  }

  @Test
  void progressIsShown() {
    ToolSpec spec = ToolSpec.of("count", "Counts.", "{\"type\": \"object\"}");
    Tool<JsonNode, Object, Object> count =
        Tool.ofStream(
            spec,
            ToolReader.of(spec, JsonNode.class),
            Whole.last(),
            in -> ChunkStream.<Object>of("half", List.of(1, 2), List.of(3)));
    Agent agent =
        Agent.of(
            ScriptedChatModel.builder()
                .next(Script.empty().call(0, "c1", "count", "{}"))
                .otherwise(done())
                .build(),
            count);

    assertThat(stream(service(agent, null), "/ai", AI_SDK))
        .contains(
            """
            data: {"type":"data-tool-progress","transient":true,"data":{"toolCallId":"c1","piece":"half"}}

            data: {"type":"tool-output-available","toolCallId":"c1","preliminary":true,"output":[1,2]}

            data: {"type":"tool-output-available","toolCallId":"c1","output":[3]}
            """);
  }

  // ---- approval

  private static String aiSdkAnswer(JsonNode token, String... parts) {
    return """
        {"messages":[
          {"role":"user","parts":[{"type":"text","text":"Go."}]},
          {"id":"a","role":"assistant","parts":[%s,
            {"type":"data-paused-agent","id":"paused-agent","data":%s}]}]}"""
        .formatted(String.join(",", parts), token);
  }

  private static String part(String id, String approval) {
    return """
        {"type":"tool-mail","toolCallId":"%s","state":"approval-responded","input":{},
         "approval":{"id":"%s",%s}}"""
        .formatted(id, id, approval);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aiSdkAsksAndGoesOn(boolean signed) {
    Key key = signed ? KEY : null;
    ChainService service = service(agent(mails(), done()), key);
    String asked = stream(service, "/ai", AI_SDK);

    assertThat(asked)
        .contains(
            """
            data: {"type":"tool-approval-request","toolCallId":"m1","approvalId":"m1"}

            data: {"type":"tool-approval-request","toolCallId":"m2","approvalId":"m2"}

            data: {"type":"data-paused-agent","id":"paused-agent","data":{"state":""")
        .contains("{\"type\":\"finish\",\"finishReason\":\"tool-calls\"}");
    assertThat(ran).isEmpty();

    String body =
        aiSdkAnswer(
            event(asked, "data-paused-agent").get("data"),
            part("m1", "\"approved\":true"),
            part("m2", "\"approved\":false,\"reason\":\"On holiday.\""));
    String answer = stream(service, "/ai", body);

    assertThat(answer)
        .startsWith(
            """
            data: {"type":"start","messageId":"a"}

            data: {"type":"data-paused-agent","id":"paused-agent","data":{"resumed":true}}

            """)
        .contains("{\"type\":\"tool-output-available\",\"toolCallId\":\"m1\"")
        .contains("{\"type\":\"tool-output-denied\",\"toolCallId\":\"m2\"}")
        .endsWith(
            """
            data: {"type":"start-step"}

            data: {"type":"text-start","id":"1"}

            data: {"type":"text-delta","id":"1","delta":"Done."}

            data: {"type":"text-end","id":"1"}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"stop","messageMetadata":{"usage":{"inputTokens":10,"outputTokens":2,"totalTokens":12}}}

            data: [DONE]

            """);
    assertThat(ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void whatIsNotDecidedIsAskedAgain() {
    ChainService service = service(agent(mails(), done()), null);
    JsonNode token = event(stream(service, "/ai", AI_SDK), "data-paused-agent").get("data");

    String again = stream(service, "/ai", aiSdkAnswer(token, part("m2", "\"approved\":true")));
    assertThat(event(again, "tool-approval-request").get("toolCallId").stringValue())
        .isEqualTo("m1");

    JsonNode next =
        events(again).stream()
            .map(e -> e.get("data"))
            .filter(d -> d != null && d.has("state"))
            .findFirst()
            .orElseThrow();
    stream(service, "/ai", aiSdkAnswer(next, part("m1", "\"approved\":true")));
    assertThat(ran).containsExactly("mail{\"to\":\"bob\"}", "mail{\"to\":\"ann\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"state\":{\"own\":1}"})
  void agUiAsksAndGoesOn(String state) {
    ChainService service = service(agent(mails(), done()), KEY);
    String asked = stream(service, "/ag", agUi(state));

    JsonNode outcome = event(asked, "RUN_FINISHED").get("outcome");
    assertThat(outcome.get("type").stringValue()).isEqualTo("interrupt");
    assertThat(outcome.at("/interrupts/0/id").stringValue()).isEqualTo("m1");
    assertThat(outcome.at("/interrupts/0/toolCallId").stringValue()).isEqualTo("m1");
    assertThat(outcome.at("/interrupts/1/id").stringValue()).isEqualTo("m2");
    JsonNode token =
        state.isEmpty()
            ? event(asked, "STATE_SNAPSHOT").at("/snapshot/pausedAgent")
            : event(asked, "STATE_DELTA").at("/delta/0/value");

    String answer =
        stream(
            service,
            "/ag",
            agUi(
                """
                ,"state":{"pausedAgent":%s},"resume":[
                  {"interruptId":"m1","status":"resolved","payload":{"approved":true,"arguments":{"to":"eve"}}},
                  {"interruptId":"m2","status":"cancelled"}]"""
                    .formatted(token)));

    assertThat(answer)
        .contains(
            "\"delta\":[{\"op\":\"remove\",\"path\":\"/pausedAgent\"}]",
            "\"TOOL_CALL_RESULT\",\"toolCallId\":\"m1\"",
            "\"TOOL_CALL_RESULT\",\"toolCallId\":\"m2\"",
            "\"delta\":\"Done.\"");
    assertThat(event(answer, "RUN_FINISHED").has("outcome")).isFalse();
    assertThat(ran).containsExactly("mail{\"to\":\"eve\"}");
  }

  @Test
  void plainAsksAndGoesOn() {
    ChainService service = service(agent(mails(), done()), KEY);
    String asked = stream(service, "/plain", "\"Go.\"");
    JsonNode token = event(asked + "\n", "paused").get("paused");

    String answer =
        stream(
            service,
            "/plain/resume",
            "{\"paused\":%s,\"decisions\":{\"m1\":{\"approved\":true},\"m2\":{\"approved\":false}}}"
                .formatted(token));

    assertThat(answer).contains("\"type\":\"resumed\"", "Done.", "event: end");
    assertThat(ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void plainAsksInAWholeAnswer() {
    ChainService service = service(agent(mails(), done()), null);

    JsonNode whole =
        MAPPER.readTree(
            Answers.whole(service.handle(ServeRequest.post("/plain/whole", "\"Go.\""))).text());

    assertThat(whole.get("asked")).hasSize(2);
    assertThat(
            stream(
                service,
                "/plain/resume",
                "{\"paused\":%s,\"decisions\":{\"m1\":{\"approved\":true}}}"
                    .formatted(whole.get("paused"))))
        .contains("mail is done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void openAiLeavesWhatWaitsToItsCaller(String streamed) {
    ChainService service = service(agent(looks(), mails()), null);
    ServeRequest request =
        ServeRequest.post("/v1/chat/completions", OPEN_AI.replace("STREAM", streamed));

    String answer =
        streamed.equals("true")
            ? stream(service, request.path(), OPEN_AI.replace("STREAM", streamed))
            : Answers.whole(service.handle(request)).text();

    assertThat(answer)
        .contains(
            "\"finish_reason\":\"tool_calls\"",
            "\"id\":\"m1\",\"type\":\"function\",\"function\":{\"name\":\"mail\"",
            "{\\\"to\\\":\\\"bob\\\"}")
        .doesNotContain("\"name\":\"look\"");
  }

  /** The client knows a call by the id under which it was shown, whatever the agent calls it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "m1"})
  void aCallKeepsItsIdWhenItGoesOn(String id) {
    Script calls =
        Script.empty()
            .chunks(
                AiMessageChunk.ofToolCalls(new ToolCallDelta(0, id, "mail", "{\"to\":1}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(1, id, "mail", "{\"to\":2}")));
    ChainService service = service(agent(calls, done()), KEY);
    String asked = stream(service, "/ai", AI_SDK);
    List<JsonNode> requests = events(asked).stream().filter(e -> e.has("approvalId")).toList();

    String answer =
        stream(
            service,
            "/ai",
            aiSdkAnswer(
                event(asked, "data-paused-agent").get("data"),
                requests.stream()
                    .map(e -> part(e.get("approvalId").stringValue(), "\"approved\":true"))
                    .toArray(String[]::new)));

    assertThat(
            events(answer).stream()
                .filter(e -> e.get("type").stringValue().equals("tool-output-available"))
                .map(e -> e.get("toolCallId").stringValue()))
        .containsExactlyInAnyOrderElementsOf(
            requests.stream().map(e -> e.get("toolCallId").stringValue()).toList());
    assertThat(ran).containsExactlyInAnyOrder("mail{\"to\":1}", "mail{\"to\":2}");
  }

  // ---- what cannot go on

  private static String refusal(ChainService service, String body) {
    ServeResponse.Whole refusal =
        Answers.whole(service.handle(ServeRequest.post("/plain/resume", body)));
    assertThat(refusal.status()).isEqualTo(422);
    return refusal.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                | /decisions",
        "{'decisions':{}}                                                  | /paused",
        "{'decisions':{},'paused':{}}                                      | /paused/state",
        "{'decisions':{},'paused':{'state':'x'}}                           | /paused/state",
        "{'decisions':{'m1':{}},'paused':{'state':'x'}}                    | /decisions/m1/approved",
        "{'decisions':{'m1':true},'paused':{'state':'x'}}                  | /decisions/m1",
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String body, String pointer) {
    for (Key key : new Key[] {null, KEY}) {
      assertThat(refusal(service(agent(), key), body.replace('\'', '"')))
          .contains("\"pointer\":\"" + pointer + "\"");
    }
  }

  @Test
  void aStateThatWasChangedOrIsOfAnotherKeyIsRefused() {
    ChainService service = service(agent(mails(), done()), KEY);
    String body =
        "{\"decisions\":{\"m1\":{\"approved\":true}},\"paused\":%s}"
            .formatted(event(stream(service, "/plain", "\"Go.\""), "paused").get("paused"));

    assertThat(refusal(service, body.replace("ann", "eve"))).contains("it was changed");
    assertThat(refusal(service(agent(), key("another")), body)).contains("it was changed");
    assertThat(refusal(service(agent(), null), body)).contains("Nothing waits under this id");
    assertThat(ran).isEmpty();
  }

  @Test
  void aStateInMemoryGoesOnOnceAndADecisionThatDoesNotFitLeavesIt() {
    ChainService service = service(agent(mails(), done()), null);
    JsonNode token = event(stream(service, "/plain", "\"Go.\""), "paused").get("paused");
    String body = "{\"paused\":" + token + ",\"decisions\":{\"%s\":{\"approved\":true}}}";

    assertThat(refusal(service, body.formatted("no"))).contains("the calls that wait are [m1, m2]");
    stream(service, "/plain/resume", body.formatted("m1"));
    assertThat(refusal(service, body.formatted("m1"))).contains("it has gone on already");
    assertThat(ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void aChainThatOnlyEndsWithAnAgentAsksForNothing() {
    Runnel<ChatPrompt, ?, ?> chain =
        RunnableLambda.<ChatPrompt, ChatPrompt>of("same", in -> in).then(agent(mails()));
    ChainService service = service(chain, KEY);

    assertThat(types(stream(service, "/ai", AI_SDK)))
        .contains("tool-input-available")
        .doesNotContain("tool-approval-request", "data-paused-agent");
    assertThat(refusal(service, "{\"paused\":{},\"decisions\":{}}"))
        .contains("only an agent that is served itself does");
  }

  @Test
  void aDecisionWithoutAStateIsRefused() {
    ServeResponse.Whole refusal =
        Answers.whole(
            service(agent(), KEY)
                .handle(
                    ServeRequest.post(
                        "/ai",
                        "{\"messages\":[{\"id\":\"a\",\"role\":\"assistant\",\"parts\":["
                            + part("m1", "\"approved\":true")
                            + "]}]}")));

    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.text()).contains("no part 'data-paused-agent'");
  }

  @Test
  void memoryForgetsTheOldestStates() {
    Agent agent = agent(mails());
    PausedAgent first = Objects.requireNonNull(agent.invoke(ChatPrompt.of("Go.")).paused());
    AgentStates states = new AgentStates();
    RequestObject token = new RequestObject(MAPPER.createObjectNode(), "");
    for (int i = 0; i <= AgentStates.MOST; i++) {
      states.put(
          new PausedAgent(
              "s" + i,
              first.turn(),
              first.prompt(),
              first.messages(),
              first.text(),
              first.answer(),
              first.results(),
              first.asked()));
    }

    assertThat(states.get("s1", token).id()).isEqualTo("s1");
    assertThat(catchThrowable(() -> states.get("s0", token)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
