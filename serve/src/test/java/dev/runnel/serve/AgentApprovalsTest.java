package dev.runnel.serve;

import static dev.runnel.serve.ServedAgents.AI_SDK;
import static dev.runnel.serve.ServedAgents.KEY;
import static dev.runnel.serve.ServedAgents.MAPPER;
import static dev.runnel.serve.ServedAgents.OPEN_AI;
import static dev.runnel.serve.ServedAgents.agUi;
import static dev.runnel.serve.ServedAgents.done;
import static dev.runnel.serve.ServedAgents.event;
import static dev.runnel.serve.ServedAgents.events;
import static dev.runnel.serve.ServedAgents.key;
import static dev.runnel.serve.ServedAgents.looks;
import static dev.runnel.serve.ServedAgents.mails;
import static dev.runnel.serve.ServedAgents.service;
import static dev.runnel.serve.ServedAgents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.testkit.Script;
import java.security.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How each protocol asks for approval, and goes on with what a client has decided. */
@Timeout(60)
class AgentApprovalsTest {
  private final ServedAgents served = new ServedAgents();

  static String aiSdkAnswer(JsonNode token, String... parts) {
    return """
        {"messages":[
          {"role":"user","parts":[{"type":"text","text":"Go."}]},
          {"id":"a","role":"assistant","parts":[%s,
            {"type":"data-paused-agent","id":"paused-agent","data":%s}]}]}"""
        .formatted(String.join(",", parts), token);
  }

  static String part(String id, String approval) {
    return """
        {"type":"tool-mail","toolCallId":"%s","state":"approval-responded","input":{},
         "approval":{"id":"%s",%s}}"""
        .formatted(id, id, approval);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aiSdkAsksAndGoesOn(boolean signed) {
    Key key = signed ? KEY : null;
    ChainService service = service(served.agent(mails(), done()), key);
    String asked = stream(service, "/ai", AI_SDK);

    assertThat(asked)
        .contains(
            """
            data: {"type":"tool-approval-request","toolCallId":"m1","approvalId":"m1"}

            data: {"type":"tool-approval-request","toolCallId":"m2","approvalId":"m2"}

            data: {"type":"data-paused-agent","id":"paused-agent","data":{"state":""")
        .contains("{\"type\":\"finish\",\"finishReason\":\"tool-calls\"}");
    assertThat(served.ran).isEmpty();

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
    assertThat(served.ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void whatIsNotDecidedIsAskedAgain() {
    ChainService service = service(served.agent(mails(), done()), null);
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
    assertThat(served.ran).containsExactly("mail{\"to\":\"bob\"}", "mail{\"to\":\"ann\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"state\":{\"own\":1}"})
  void agUiAsksAndGoesOn(String state) {
    ChainService service = service(served.agent(mails(), done()), KEY);
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
    assertThat(served.ran).containsExactly("mail{\"to\":\"eve\"}");
  }

  @Test
  void plainAsksAndGoesOn() {
    ChainService service = service(served.agent(mails(), done()), KEY);
    String asked = stream(service, "/plain", "\"Go.\"");
    JsonNode token = event(asked + "\n", "paused").get("paused");

    String answer =
        stream(
            service,
            "/plain/resume",
            "{\"paused\":%s,\"decisions\":{\"m1\":{\"approved\":true},\"m2\":{\"approved\":false}}}"
                .formatted(token));

    assertThat(answer).contains("\"type\":\"resumed\"", "Done.", "event: end");
    assertThat(served.ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void plainAsksInAWholeAnswer() {
    ChainService service = service(served.agent(mails(), done()), null);

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

  // ---- of an agent inside

  private void innerMailWasSentTo(String whom, String answer) {
    assertThat(answer).contains("They know.");
    assertThat(served.ran).containsExactly("mail{\"to\":\"" + whom + "\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aiSdkAsksForAnAgentInside(boolean signed) {
    ChainService service = service(served.boss(mails(), done()), signed ? KEY : null);
    String asked = stream(service, "/ai", AI_SDK);

    assertThat(events(asked))
        .filteredOn(event -> event.has("approvalId"))
        .extracting(event -> event.get("approvalId").stringValue())
        .containsExactly("s1/m1", "s1/m2");
    assertThat(events(asked))
        .filteredOn(event -> event.get("type").stringValue().equals("tool-input-available"))
        .extracting(event -> event.get("toolCallId").stringValue())
        .contains("s1", "s1/m1", "s1/m2");
    assertThat(served.ran).isEmpty();

    String answer =
        stream(
            service,
            "/ai",
            aiSdkAnswer(
                event(asked, "data-paused-agent").get("data"),
                part("s1/m1", "\"approved\":true"),
                part("s1/m2", "\"approved\":false")));
    assertThat(answer)
        .contains(
            "{\"type\":\"tool-output-available\",\"toolCallId\":\"s1/m1\"",
            "{\"type\":\"tool-output-denied\",\"toolCallId\":\"s1/m2\"}",
            "{\"type\":\"tool-output-available\",\"toolCallId\":\"s1\"");
    innerMailWasSentTo("ann", answer);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void agUiAsksForAnAgentInside(boolean signed) {
    ChainService service = service(served.boss(mails(), done()), signed ? KEY : null);
    String asked = stream(service, "/ag", agUi(""));

    JsonNode outcome = event(asked, "RUN_FINISHED").get("outcome");
    assertThat(outcome.at("/interrupts/0/id").stringValue()).isEqualTo("s1/m1");
    assertThat(outcome.at("/interrupts/1/id").stringValue()).isEqualTo("s1/m2");

    String answer =
        stream(
            service,
            "/ag",
            agUi(
                """
                ,"state":{"pausedAgent":%s},"resume":[
                  {"interruptId":"s1/m1","status":"resolved","payload":{"approved":true,"arguments":{"to":"eve"}}},
                  {"interruptId":"s1/m2","status":"cancelled"}]"""
                    .formatted(event(asked, "STATE_SNAPSHOT").at("/snapshot/pausedAgent"))));
    assertThat(answer)
        .contains(
            "\"TOOL_CALL_RESULT\",\"toolCallId\":\"s1/m1\"",
            "\"TOOL_CALL_RESULT\",\"toolCallId\":\"s1/m2\"",
            "\"TOOL_CALL_RESULT\",\"toolCallId\":\"s1\"");
    innerMailWasSentTo("eve", answer);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void plainAsksForAnAgentInside(boolean signed) {
    ChainService service = service(served.boss(mails(), done()), signed ? KEY : null);
    JsonNode token = event(stream(service, "/plain", "\"Go.\""), "paused").get("paused");
    String body = "{\"paused\":%s,\"decisions\":{\"%s\":{\"approved\":%s}}}";

    assertThat(RefusedApprovalsTest.refusal(service, body.formatted(token, "m1", true)))
        .contains("the calls that wait are [s1/m1, s1/m2]");

    String again = stream(service, "/plain/resume", body.formatted(token, "s1/m1", true));
    assertThat(served.ran).containsExactly("mail{\"to\":\"ann\"}");
    JsonNode left = event(again, "paused").get("paused");

    String answer = stream(service, "/plain/resume", body.formatted(left, "s1/m2", false));
    innerMailWasSentTo("ann", answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void openAiLeavesWhatWaitsToItsCaller(String streamed) {
    ChainService service = service(served.agent(looks(), mails()), null);
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
    ChainService service = service(served.agent(calls, done()), KEY);
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
    assertThat(served.ran).containsExactlyInAnyOrder("mail{\"to\":1}", "mail{\"to\":2}");
  }
}
