package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Citation;
import dev.runnel.model.Document;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.Retriever;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolResult;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each protocol makes of the parts of an answer while they come. */
@Timeout(60)
class AnswerStreamsTest {
  private static final String AI_SDK_BODY =
      "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Rain?\"}]}]}";
  private static final String AG_UI_BODY =
      "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"Rain?\"}]}";
  private static final String OPEN_AI_BODY =
      "{\"model\":\"ask\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Rain?\"}]}";

  /** Two calls whose pieces come one between the others, then what the provider's own tool gave. */
  private static final ChunkPart[] TWO_CALLS = {
    new TextPart("I ask."),
    delta(0, "c1", "weather", ""),
    delta(1, "c2", "time", "{\"in\""),
    delta(0, null, null, "{\"city\":"),
    delta(1, null, null, ":\"Rome\"}"),
    delta(0, null, null, "\"Rome\"}"),
  };

  private static ToolCallDelta delta(
      int index, @Nullable String id, @Nullable String name, String arguments) {
    return new ToolCallDelta(index, id, name, arguments);
  }

  private static String stream(Protocol protocol, ChunkPart... parts) {
    Script script = Script.empty();
    for (ChunkPart part : parts) {
      script = script.chunks(AiMessageChunk.of(part));
    }
    return stream(
        protocol,
        ScriptedChatModel.builder().otherwise(script).build(),
        ChainInput.of(ChatPrompt.class));
  }

  private static <I> String stream(Protocol protocol, Runnel<I, ?, ?> chain, ChainInput<I> input) {
    ChainService service =
        ChainService.builder()
            .add("/a", ServedChain.of("ask", chain, input, ServeOptions.DEFAULT), protocol)
            .build();
    boolean isOpenAi = protocol == Protocols.OPENAI;
    String body = isOpenAi ? OPEN_AI_BODY : protocol == Protocols.AI_SDK ? AI_SDK_BODY : AG_UI_BODY;
    ServeResponse response =
        service.handle(ServeRequest.post(isOpenAi ? "/a/chat/completions" : "/a", body));
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text()
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
        .replaceAll("\"created\":\\d+", "\"created\":1");
  }

  @Test
  void aiSdkStreamsTheArgumentsOfCalls() {
    assertThat(stream(Protocols.AI_SDK, TWO_CALLS))
        .contains(
            """
            data: {"type":"text-end","id":"1"}

            data: {"type":"tool-input-start","toolCallId":"c1","toolName":"weather"}

            data: {"type":"tool-input-start","toolCallId":"c2","toolName":"time"}

            data: {"type":"tool-input-delta","toolCallId":"c2","inputTextDelta":"{\\"in\\""}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"{\\"city\\":"}

            data: {"type":"tool-input-delta","toolCallId":"c2","inputTextDelta":":\\"Rome\\"}"}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"\\"Rome\\"}"}

            data: {"type":"tool-input-available","toolCallId":"c1","toolName":"weather","input":{"city":"Rome"}}

            data: {"type":"tool-input-available","toolCallId":"c2","toolName":"time","input":{"in":"Rome"}}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"tool-calls"}
            """);
  }

  @Test
  void agUiStreamsTheArgumentsOfCalls() {
    assertThat(stream(Protocols.AG_UI, TWO_CALLS))
        .contains(
            """
            data: {"type":"TEXT_MESSAGE_END","messageId":"ID-1"}

            data: {"type":"TOOL_CALL_START","toolCallId":"c1","toolCallName":"weather","parentMessageId":"ID-1"}

            data: {"type":"TOOL_CALL_START","toolCallId":"c2","toolCallName":"time","parentMessageId":"ID-1"}

            data: {"type":"TOOL_CALL_ARGS","toolCallId":"c2","delta":"{\\"in\\""}

            data: {"type":"TOOL_CALL_ARGS","toolCallId":"c1","delta":"{\\"city\\":"}

            data: {"type":"TOOL_CALL_ARGS","toolCallId":"c2","delta":":\\"Rome\\"}"}

            data: {"type":"TOOL_CALL_ARGS","toolCallId":"c1","delta":"\\"Rome\\"}"}

            data: {"type":"TOOL_CALL_END","toolCallId":"c1"}

            data: {"type":"TOOL_CALL_END","toolCallId":"c2"}

            data: {"type":"RUN_FINISHED","threadId":"t","runId":"r"}
            """);
  }

  @Test
  void openAiStreamsTheArgumentsOfCalls() {
    List<String> deltas =
        stream(Protocols.OPENAI, TWO_CALLS)
            .lines()
            .filter(line -> line.contains("\"delta\""))
            .map(line -> line.replaceAll(".*\"delta\":(.*),\"finish_reason.*", "$1"))
            .toList();

    assertThat(deltas)
        .containsExactly(
            "{\"role\":\"assistant\",\"content\":\"\"}",
            "{\"content\":\"I ask.\"}",
            "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}",
            "{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"time\",\"arguments\":\"\"}}]}",
            "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{\\\"in\\\"\"}}]}",
            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]}",
            "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\":\\\"Rome\\\"}\"}}]}",
            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Rome\\\"}\"}}]}",
            "{}");
  }

  @Test
  void showsWhatAToolOfTheProviderGave() {
    ToolCall call = new ToolCall("c1", "search", "{}", true, Extras.NONE);
    ToolCall failed = new ToolCall("c2", "run", "{", true, Extras.NONE);
    ChunkPart[] parts = {
      call,
      failed,
      ToolResult.of(call, "{\"hits\":1}"),
      ToolResult.failure(failed, "no"),
      new TextPart("Yes")
    };

    assertThat(stream(Protocols.AI_SDK, parts))
        .contains(
            "{\"type\":\"tool-output-available\",\"toolCallId\":\"c1\",\"providerExecuted\":true,\"output\":{\"hits\":1}}")
        .contains("{\"type\":\"tool-input-error\",\"toolCallId\":\"c2\"")
        .contains("\"toolCallId\":\"c2\",\"providerExecuted\":true,\"errorText\":\"no\"}")
        .contains("\"finishReason\":\"stop\"");
    assertThat(stream(Protocols.AG_UI, parts))
        .contains(
            "{\"type\":\"TOOL_CALL_RESULT\",\"toolCallId\":\"c1\",\"messageId\":\"c1-result\",\"content\":\"{\\\"hits\\\":1}\",\"role\":\"tool\"}");
    assertThat(stream(Protocols.OPENAI, parts))
        .doesNotContain("tool_calls")
        .contains("\"finish_reason\":\"stop\"");
  }

  @Test
  void makesUpIdsForCallsThatHaveNone() {
    ChunkPart[] parts = {
      delta(0, null, "weather", "{}"),
      delta(1, "same", "time", "{}"),
      delta(2, "same", "news", "{}")
    };

    String text = stream(Protocols.AI_SDK, parts);

    assertThat(text)
        .contains("\"toolCallId\":\"call-ID-0\",\"toolName\":\"weather\",\"input\"")
        .contains("\"toolCallId\":\"same\",\"toolName\":\"time\",\"input\"")
        .contains("\"toolCallId\":\"call-ID-2\",\"toolName\":\"news\",\"input\"");
  }

  @Test
  void tellsARefusal() {
    ChunkPart refusal = new Refusal("I will not.");

    assertThat(stream(Protocols.OPENAI, refusal)).contains("{\"refusal\":\"I will not.\"}");
    assertThat(stream(Protocols.AI_SDK, refusal)).contains("\"delta\":\"I will not.\"");
    assertThat(stream(Protocols.AG_UI, refusal)).contains("\"delta\":\"I will not.\"");
  }

  @Test
  void showsPicturesAndWhatIsCited() {
    ChunkPart picture = Media.image(new byte[] {1, 2, 3}, "image/png");
    ChunkPart cited =
        new TextPart(
            "Yes",
            List.of(new Citation("https://a.example", "A"), new Citation("https://a.example", "A")),
            Extras.NONE);

    assertThat(stream(Protocols.AI_SDK, picture, cited))
        .contains(
            "{\"type\":\"file\",\"url\":\"data:image/png;base64,AQID\",\"mediaType\":\"image/png\"}")
        .containsOnlyOnce("source-url")
        .contains(
            "{\"type\":\"source-url\",\"sourceId\":\"https://a.example\",\"url\":\"https://a.example\",\"title\":\"A\"}");
    assertThat(stream(Protocols.AG_UI, picture, cited))
        .contains("{\"type\":\"CUSTOM\",\"name\":\"file\",\"value\":{\"url\":\"data:image/png")
        .contains(
            "{\"type\":\"CUSTOM\",\"name\":\"source\",\"value\":{\"url\":\"https://a.example\"");
  }

  @Test
  void aiSdkShowsWhatRetrieversFindAndWhatAStepTells() {
    Retriever retriever =
        query ->
            List.of(
                Document.of("secret", Map.of("url", "https://a.example", "title", "A")),
                new Document("7", "secret", Map.of("file_name", "b.txt"), null));
    Runnel<String, ?, ?> chain =
        RunnableLambda.<String, String>of(
            "search",
            query -> {
              RunContext.current().progress(1, 2);
              return retriever.invoke(query).size() + " found";
            });

    String text = stream(Protocols.AI_SDK, chain, ChainInput.of(String.class));

    assertThat(text)
        .contains(
            "{\"type\":\"data-progress\",\"transient\":true,\"data\":{\"done\":1,\"total\":2}}")
        .contains(
            "{\"type\":\"source-url\",\"sourceId\":\"https://a.example\",\"url\":\"https://a.example\",\"title\":\"A\"}")
        .contains(
            "{\"type\":\"source-document\",\"sourceId\":\"7\",\"mediaType\":\"text/plain\",\"title\":\"b.txt\"}")
        .contains("\"delta\":\"2 found\"")
        .doesNotContain("secret");
  }

  @Test
  void agUiShowsADocumentThatGrowsByWhatHasChanged() {
    Runnel<ChatPrompt, ?, ?> chain =
        ScriptedChatModel.of("{\"a\":1,", "\"b\":[1", ",2],\"c\":\"x", "y\"}")
            .pipe(JsonOutputParser.snapshots());

    assertThat(stream(Protocols.AG_UI, chain, ChainInput.of(ChatPrompt.class)))
        .containsOnlyOnce("STATE_SNAPSHOT")
        .contains(
            "{\"type\":\"STATE_DELTA\",\"delta\":[{\"op\":\"add\",\"path\":\"/b\",\"value\":[")
        .contains("{\"op\":\"add\",\"path\":\"/b/-\",\"value\":2}")
        .contains("{\"op\":\"replace\",\"path\":\"/c\",\"value\":\"xy\"}");
  }

  @Test
  void agUiPassesPatchesOn() {
    Runnel<ChatPrompt, ?, ?> chain =
        ScriptedChatModel.of("{\"a\":1,", "\"b\":2}").pipe(JsonOutputParser.patches());

    assertThat(stream(Protocols.AG_UI, chain, ChainInput.of(ChatPrompt.class)))
        .doesNotContain("STATE_SNAPSHOT")
        .contains("{\"type\":\"STATE_DELTA\",\"delta\":[{\"op\":\"replace\",\"path\":\"\"");
  }

  @Test
  void whateverComesClientsUnderstandIt() {
    for (int round = 0; round < 300; round++) {
      long seed = System.nanoTime();
      List<ChunkPart> parts = parts(new Random(seed));
      ChunkPart[] answer = parts.toArray(ChunkPart[]::new);

      AiSdkRules ai = AiSdkRules.read(stream(Protocols.AI_SDK, answer));
      AgUiRules ag = AgUiRules.read(stream(Protocols.AG_UI, answer));

      String text = text(parts);
      assertThat(ai.text()).as("seed %d", seed).isEqualTo(text);
      assertThat(ag.text()).as("seed %d", seed).isEqualTo(text);
      assertThat(ai.calls()).as("seed %d", seed).isEqualTo(ag.calls());
      assertThat(ai.results()).as("seed %d", seed).isEqualTo(ag.results());
    }
  }

  private static String text(List<ChunkPart> parts) {
    StringBuilder text = new StringBuilder();
    for (ChunkPart part : parts) {
      if (part instanceof TextPart one) {
        text.append(one.text());
      }
    }
    return text.toString();
  }

  /** Makes any sequence of parts, with calls that tell more or less of what they are. */
  private static List<ChunkPart> parts(Random random) {
    List<ChunkPart> parts = new ArrayList<>();
    List<ToolCall> whole = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      int kind = random.nextInt(6);
      if (kind == 0) {
        parts.add(new TextPart("t" + i));
      } else if (kind == 1) {
        parts.add(new Reasoning("r" + i));
      } else if (kind == 2) {
        boolean isNamed = random.nextInt(3) > 0;
        parts.add(
            new ToolCallDelta(
                random.nextBoolean() ? random.nextInt(3) : null,
                random.nextBoolean() ? "c" + random.nextInt(3) : null,
                isNamed ? "tool" + random.nextInt(2) : null,
                random.nextBoolean() ? "{\"a\":" : "1}"));
      } else if (kind == 3) {
        ToolCall call = new ToolCall("w" + random.nextInt(3), "whole", "{}");
        whole.add(call);
        parts.add(call);
      } else if (kind == 4 && !whole.isEmpty()) {
        parts.add(ToolResult.of(whole.get(random.nextInt(whole.size())), "gave " + i));
      } else {
        parts.add(delta(random.nextInt(3), null, null, ",2"));
      }
    }
    return parts;
  }
}
