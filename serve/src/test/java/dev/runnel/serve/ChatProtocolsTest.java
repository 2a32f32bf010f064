package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ChatProtocolsTest {
  private static final Script ANSWER =
      Script.empty()
          .chunks(AiMessageChunk.ofReasoning("Hm."))
          .text("Rain", " in Rome")
          .end(FinishReason.STOP, new TokenUsage(7, 3));

  private record City(String name) {}

  private ScriptedChatModel model = model(ANSWER);

  private static ScriptedChatModel model(Script script) {
    return ScriptedChatModel.builder().name("model").otherwise(script).build();
  }

  private ChainService service() {
    ServedChain<ChatPrompt, ?, ?> ask =
        ServedChain.of("ask", model, ChainInput.of(ChatPrompt.class), ServeOptions.DEFAULT);
    ServedChain<String, ?, ?> city =
        ServedChain.of(
            "city",
            RunnableLambda.<String, City>of("city", City::new),
            ChainInput.of(String.class),
            ServeOptions.DEFAULT);
    return ChainService.builder()
        .add("/ai", ask, Protocols.AI_SDK)
        .add("/ai-city", city, Protocols.AI_SDK)
        .add("/ag", ask, Protocols.AG_UI)
        .add("/ag-city", city, Protocols.AG_UI)
        .add("/v1", ask, Protocols.OPENAI)
        .add(
            "/v2",
            ServedChain.of("joke", new JokesRunnables(model).joke(), ServeOptions.DEFAULT),
            Protocols.OPENAI)
        .build();
  }

  private String stream(String path, String body) {
    ServeResponse response = service().handle(ServeRequest.post(path, body));
    assertThat(response).isInstanceOf(ServeResponse.Streamed.class);
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return normal(sink.text());
  }

  private static String normal(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
        .replaceAll("\"created\":[1-9]\\d*", "\"created\":1");
  }

  private ServeResponse.Whole whole(String path, String body) {
    return Answers.whole(service().handle(ServeRequest.post(path, body)));
  }

  private static String chat(String rest) {
    return "{\"id\":\"c\",\"messages\":[{\"id\":\"u\",\"role\":\"user\",\"parts\":"
        + "[{\"type\":\"text\",\"text\":\"Rain?\"}]}"
        + rest
        + "],\"trigger\":\"submit-message\"}";
  }

  private static String agUi(String messages) {
    return "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[" + messages + "],\"tools\":[]}";
  }

  private static String openAi(String rest) {
    return "{\"model\":\"ask\",\"messages\":[{\"role\":\"user\",\"content\":\"Rain?\"}]"
        + rest
        + "}";
  }

  @Test
  void aiSdkStreamsReasoningThenText() {
    assertThat(stream("/ai", chat("")))
        .isEqualTo(
            """
            data: {"type":"start","messageId":"ID"}

            data: {"type":"start-step"}

            data: {"type":"reasoning-start","id":"1"}

            data: {"type":"reasoning-delta","id":"1","delta":"Hm."}

            data: {"type":"reasoning-end","id":"1"}

            data: {"type":"text-start","id":"2"}

            data: {"type":"text-delta","id":"2","delta":"Rain"}

            data: {"type":"text-delta","id":"2","delta":" in Rome"}

            data: {"type":"text-end","id":"2"}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"stop","messageMetadata":{"usage":{"inputTokens":7,"outputTokens":3,"totalTokens":10}}}

            data: [DONE]

            """);
    assertThat(model.lastRequest().messages().get(0).text()).isEqualTo("Rain?");
  }

  @Test
  void aiSdkGoesOnWithAnAnswerThatIsTheLastMessage() {
    String last =
        ",{\"id\":\"a1\",\"role\":\"assistant\",\"parts\":[{\"type\":\"step-start\"},"
            + "{\"type\":\"text\",\"text\":\"It\",\"state\":\"done\"}]}";

    assertThat(stream("/ai", chat(last)))
        .startsWith("data: {\"type\":\"start\",\"messageId\":\"a1\"}");
    assertThat(model.lastRequest().messages().get(1).text()).isEqualTo("It");
  }

  @Test
  void aiSdkTellsAFailureWithAFixedText() {
    model = model(Script.of("Rain").fail(new IOException("secret")));

    assertThat(stream("/ai", chat("")))
        .endsWith(
            "data: {\"type\":\"error\",\"errorText\":\"The run failed. Run ID.\"}\n\n"
                + "data: [DONE]\n\n")
        .doesNotContain("secret")
        .doesNotContain("\"finish\"");
  }

  @Test
  void aiSdkAsksForTools() {
    model = model(Script.ofToolCalls(new ToolCall("c1", "weather", "{\"city\":\"Rome\"}")));

    assertThat(stream("/ai", chat("")))
        .contains(
            "data: {\"type\":\"tool-input-available\",\"toolCallId\":\"c1\",\"toolName\":\"weather\","
                + "\"input\":{\"city\":\"Rome\"}}\n\n")
        .contains("\"finishReason\":\"tool-calls\"");
  }

  @Test
  void aiSdkStreamsTextAlone() {
    assertThat(stream("/ai/text", "{\"prompt\":\"Rain?\"}")).isEqualTo("Rain in Rome");
  }

  @Test
  void aiSdkDoesNotCutAPairOfSurrogates() {
    model = model(Script.of("a\ud83d", "\ude00b"));

    assertThat(stream("/ai/text", chat(""))).isEqualTo("a\ud83d\ude00b");
  }

  @Test
  void aiSdkBreaksOffATextThatFails() {
    model = model(Script.of("Rain").fail(new IOException("secret")));
    ServeResponse response = service().handle(ServeRequest.post("/ai/text", chat("")));
    RecordingSink sink = RecordingSink.patient();

    ((ServeResponse.Streamed) response).body().writeTo(sink);

    assertThat(sink.text()).isEqualTo("Rain");
    assertThat(sink.isAborted()).isTrue();
  }

  @Test
  void aiSdkStreamsDataInPlaceOfTheDataBefore() {
    assertThat(stream("/ai-city", chat("")))
        .contains("{\"type\":\"data-chunk\",\"id\":\"chunk\",\"data\":{\"name\":\"Rain?\"}}");
    assertThat(stream("/ai-city/object", "\"Rome\"")).isEqualTo("{\"name\":\"Rome\"}");
  }

  @Test
  void agUiStreamsStepsReasoningAndText() {
    String text = stream("/ag", agUi("{\"id\":\"u\",\"role\":\"user\",\"content\":\"Rain?\"}"));

    assertThat(text)
        .isEqualTo(
            """
            data: {"type":"RUN_STARTED","threadId":"t","runId":"r"}

            data: {"type":"REASONING_START","messageId":"ID-1"}

            data: {"type":"REASONING_MESSAGE_START","messageId":"ID-1","role":"reasoning"}

            data: {"type":"REASONING_MESSAGE_CONTENT","messageId":"ID-1","delta":"Hm."}

            data: {"type":"REASONING_MESSAGE_END","messageId":"ID-1"}

            data: {"type":"REASONING_END","messageId":"ID-1"}

            data: {"type":"TEXT_MESSAGE_START","messageId":"ID-2","role":"assistant"}

            data: {"type":"TEXT_MESSAGE_CONTENT","messageId":"ID-2","delta":"Rain"}

            data: {"type":"TEXT_MESSAGE_CONTENT","messageId":"ID-2","delta":" in Rome"}

            data: {"type":"TEXT_MESSAGE_END","messageId":"ID-2"}

            data: {"type":"RUN_FINISHED","threadId":"t","runId":"r","usage":[{"inputTokens":7,"outputTokens":3,"totalTokens":10}]}

            """);
  }

  @Test
  void agUiShowsDataAsState() {
    assertThat(stream("/ag-city", agUi("{\"role\":\"user\",\"content\":\"Rome\"}")))
        .contains("{\"type\":\"STATE_SNAPSHOT\",\"snapshot\":{\"name\":\"Rome\"}}");
  }

  @Test
  void agUiAsksForToolsWithinTheMessageOfTheText() {
    model =
        model(
            Script.of("Let me look")
                .chunks(
                    AiMessageChunk.ofToolCalls(
                        new dev.runnel.model.ToolCallDelta(0, "c1", "weather", "{}"))));

    assertThat(stream("/ag", agUi("{\"role\":\"user\",\"content\":\"Rain?\"}")))
        .contains(
            "{\"type\":\"TOOL_CALL_START\",\"toolCallId\":\"c1\",\"toolCallName\":\"weather\","
                + "\"parentMessageId\":\"ID-1\"}")
        .contains("{\"type\":\"TOOL_CALL_ARGS\",\"toolCallId\":\"c1\",\"delta\":\"{}\"}")
        .contains("{\"type\":\"TOOL_CALL_END\",\"toolCallId\":\"c1\"}");
  }

  @Test
  void agUiReadsWhatAToolGave() {
    stream(
        "/ag",
        agUi(
            "{\"role\":\"user\",\"content\":\"Rain?\"},"
                + "{\"role\":\"reasoning\",\"content\":\"Hm\"},"
                + "{\"role\":\"assistant\",\"toolCalls\":[{\"id\":\"c1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"toolCallId\":\"c1\",\"content\":\"sun\"}"));

    assertThat(model.lastRequest().messages()).hasSize(3);
    assertThat(model.lastRequest().messages().get(2).text()).isEqualTo("sun");
  }

  @Test
  void agUiTellsAFailureWithAFixedText() {
    model = model(Script.of("Rain").fail(new IOException("secret")));

    assertThat(stream("/ag", agUi("{\"role\":\"user\",\"content\":\"Rain?\"}")))
        .endsWith("data: {\"type\":\"RUN_ERROR\",\"message\":\"The run failed. Run ID.\"}\n\n")
        .doesNotContain("RUN_FINISHED");
  }

  @Test
  void openAiStreams() {
    assertThat(stream("/v1/chat/completions", openAi(",\"stream\":true")))
        .isEqualTo(
            """
            data: {"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1,"model":"ask","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1,"model":"ask","choices":[{"index":0,"delta":{"reasoning_content":"Hm."},"finish_reason":null}]}

            data: {"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1,"model":"ask","choices":[{"index":0,"delta":{"content":"Rain"},"finish_reason":null}]}

            data: {"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1,"model":"ask","choices":[{"index":0,"delta":{"content":" in Rome"},"finish_reason":null}]}

            data: {"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1,"model":"ask","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """);
  }

  @Test
  void openAiTellsUsageWhereItIsAskedFor() {
    assertThat(
            stream(
                "/v1/chat/completions",
                openAi(",\"stream\":true,\"stream_options\":{\"include_usage\":true}")))
        .contains(
            "\"choices\":[],\"usage\":"
                + "{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}")
        .contains("\"finish_reason\":null}],\"usage\":null}");
  }

  @Test
  void openAiPassesTheCallersToolsOnAndTheCallsBack() {
    model = model(Script.ofToolCalls(new ToolCall("c1", "weather", "{}")));
    String tools =
        ",\"stream\":true,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
            + "\"description\":\"Tells it\",\"parameters\":{\"type\":\"object\"}}}]";

    assertThat(stream("/v1/chat/completions", openAi(tools)))
        .contains(
            "\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}")
        .contains("\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}")
        .contains("\"finish_reason\":\"tool_calls\"");
    assertThat(model.lastRequest().options().tools().get(0).name()).isEqualTo("weather");
  }

  @Test
  void openAiAnswersInOnePiece() {
    assertThat(normal(whole("/v1/chat/completions", openAi("")).text()))
        .isEqualTo(
            "{\"id\":\"chatcmpl-ID\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"ask\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + "\"Rain in Rome\",\"refusal\":null,\"reasoning_content\":\"Hm.\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}");
  }

  @Test
  void openAiTellsAFailureAndEndsWithoutDone() {
    model = model(Script.of("Rain").fail(new IOException("secret")));

    assertThat(stream("/v1/chat/completions", openAi(",\"stream\":true")))
        .endsWith(
            "data: {\"error\":{\"message\":\"The run failed. Run ID.\",\"type\":\"server_error\","
                + "\"code\":null}}\n\n");
    ServeResponse.Whole failed = whole("/v1/chat/completions", openAi(""));
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.headers()).containsEntry("x-should-retry", "false");
    assertThat(failed.text()).doesNotContain("secret");
  }

  @Test
  void openAiListsTheChainAsAModel() {
    assertThat(
            ((ServeResponse.Whole) service().handle(ServeRequest.get("/v1/models", Map.of())))
                .text())
        .contains("\"object\":\"list\"")
        .contains("\"id\":\"ask\"");
    assertThat(service().handle(ServeRequest.get("/v1/models/ask", Map.of())).status())
        .isEqualTo(200);
    assertThat(service().handle(ServeRequest.get("/v1/models/gpt", Map.of())).status())
        .isEqualTo(404);
  }

  @Test
  void aChainOfTextReadsWhatTheUserSaidLast() {
    String body =
        "{\"model\":\"joke\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":\"b\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"parrots\"}]}]}";

    assertThat(whole("/v2/chat/completions", body).text()).contains("Rain in Rome");
    assertThat(model.lastRequest().messages().get(0).text())
        .isEqualTo("Tell me a joke about parrots");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions | {\"model\":\"gpt\",\"messages\":[]}              | 404 | 'ask'",
        "/v1/chat/completions | {\"model\":\"ask\"}                              | 400 | messages",
        "/v1/chat/completions | {\"model\":\"ask\",\"messages\":[{\"role\":\"x\"}]} | 400 | assistant",
        "/v1/chat/completions | {\"model\":\"ask\",\"messages\":[{\"role\":\"user\",\"content\":1}]} | 400 | content",
        "/v1/chat/completions | {\"model\":\"ask\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"z\",\"content\":\"\"}]} | 400 | 'z'",
        "/ai                  | {\"messages\":[]}                                | 422 | not empty",
        "/ai                  | {\"messages\":[{\"role\":\"user\"}]}             | 422 | 'parts'",
        "/ai-city             | {\"messages\":[{\"role\":\"system\",\"parts\":[]}]} | 422 | of the user",
        "/ag                  | {\"runId\":\"r\",\"messages\":[]}                | 422 | threadId",
      })
  void saysWhatIsWrongWithARequest(String path, String body, int status, String message) {
    ServeResponse.Whole refused = whole(path, body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text()).contains(message);
  }

  @Test
  void allProtocolsAreFoundByTheirNames() {
    assertThat(Protocols.all().stream().map(Protocol::name))
        .isEqualTo(List.of("plain", "langserve", "ai-sdk", "ag-ui", "openai"));
  }
}
