package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.RunLog;
import dev.runnel.event.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages in events have the shape of LangChain's serialised messages, wherever they stand. */
class WireFormTest {
  private static final ChatPrompt HI = ChatPrompt.of("hi");
  private static final TokenUsage USAGE = new TokenUsage(10, 5);
  private static final String TOKENS =
      "{\"input_tokens\":10,\"output_tokens\":5,\"total_tokens\":15}";
  private static final ToolCall GOOD =
      new ToolCall("c1", "weather", "{\"city\":\"Rome\",\"deep\":{\"n\":1.10}}");
  private static final ToolCall BAD = new ToolCall("c2", "weather", "city is Rome");

  private static ChatModel saying(AiMessage answer) {
    return (prompt, run) -> ChunkStream.of(answer.toChunk());
  }

  private static List<JsonNode> events(AiMessage answer, EventSchema schema) {
    List<JsonNode> all = new ArrayList<>();
    try (ChunkStream<StreamEvent> events =
        saying(answer).streamEvents(HI, EventOptions.DEFAULT.withSchema(schema))) {
      events.forEach(event -> all.add(event.toJson()));
    }
    return all;
  }

  private static JsonNode json(Object value) {
    return JsonMapper.shared().valueToTree(value);
  }

  private static void assertHasAll(JsonNode message) {
    assertThat(message.get("usage_metadata")).hasToString(TOKENS);
    assertThat(message.at("/response_metadata/finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(message.get("tool_calls")).hasSize(1);
    assertThat(message.at("/tool_calls/0/args"))
        .hasToString("{\"city\":\"Rome\",\"deep\":{\"n\":1.10}}");
    assertThat(message.at("/tool_calls/0/id").asString()).isEqualTo("c1");
    assertThat(message.at("/tool_calls/0/name").asString()).isEqualTo("weather");
    assertThat(message.get("invalid_tool_calls")).hasSize(1);
    assertThat(message.at("/invalid_tool_calls/0/args").asString()).isEqualTo("city is Rome");
    assertThat(message.at("/invalid_tool_calls/0/id").asString()).isEqualTo("c2");
    assertThat(message.at("/invalid_tool_calls/0/error").asString()).isNotBlank();
  }

  private static final AiMessage FULL =
      new AiMessage("", "", List.of(GOOD, BAD), USAGE, FinishReason.TOOL_CALLS);

  @ParameterizedTest
  @EnumSource(EventSchema.class)
  void theSumOfAStreamBearsAll(EventSchema schema) {
    List<JsonNode> events = events(FULL, schema);
    JsonNode output = events.get(events.size() - 1).at("/data/output");
    assertThat(output.get("type").asString()).isEqualTo("AIMessageChunk");
    assertHasAll(output);
    assertThat(output.get("tool_call_chunks")).hasSize(2);
  }

  @Test
  void aChunkBearsPiecesOfItsCalls() {
    JsonNode chunk =
        events(FULL, EventSchema.V2).stream()
            .filter(event -> event.get("event").asString().endsWith("_stream"))
            .findFirst()
            .orElseThrow()
            .at("/data/chunk");
    assertThat(chunk.get("usage_metadata")).hasToString(TOKENS);
    assertThat(chunk.at("/response_metadata/finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(chunk.at("/tool_call_chunks/0/args").asString()).isEqualTo(GOOD.arguments());
    assertThat(chunk.has("tool_calls")).isFalse();
  }

  @Test
  void aMessageOfAPromptBearsAll() {
    ChatPrompt prompt = ChatPrompt.of(List.of(ChatMessage.user("hi"), FULL));
    JsonNode first =
        saying(FULL).streamEvents(prompt, EventOptions.DEFAULT).toList().get(0).toJson();
    assertHasAll(first.at("/data/input/messages/1"));
  }

  @Test
  void theRunLogBearsAll() {
    RunLog log = new RunLog();
    saying(FULL).streamLog(HI, EventOptions.DEFAULT).forEach(log::apply);
    assertHasAll(log.state().get("final_output"));
  }

  @ParameterizedTest
  @CsvSource({
    "STOP,stop",
    "LENGTH,length",
    "TOOL_CALLS,tool_calls",
    "CONTENT_FILTER,content_filter",
    "OTHER,other"
  })
  void eachFinishReasonHasItsName(FinishReason reason, String name) {
    AiMessage message = new AiMessage("x", "", List.of(), null, reason);
    for (Object form : List.of(message.toEventPayload(false), message.toEventPayload(true))) {
      assertThat(json(form).at("/response_metadata/finish_reason").asString()).isEqualTo(name);
      assertThat(json(form).has("usage_metadata")).isFalse();
    }
  }

  @Test
  void whatIsNotKnownIsNotThere() {
    for (boolean streamed : new boolean[] {true, false}) {
      assertThat(json(new AiMessage("x").toEventPayload(streamed)).propertyNames())
          .containsExactly("type", "content");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", " {\"a\":1} "})
  void anObjectOrNothingIsAnObject(String arguments) {
    JsonNode form = json(withArguments(arguments));
    assertThat(form.at("/tool_calls/0/args").isObject()).isTrue();
    assertThat(form.has("invalid_tool_calls")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[1]", "1", "\"x\"", "{", "{} {}", "{\"a\":NaN}", "\u0000"})
  void whatIsNoObjectStaysText(String arguments) {
    JsonNode form = json(withArguments(arguments));
    assertThat(form.at("/invalid_tool_calls/0/args").asString()).isEqualTo(arguments);
    assertThat(form.has("tool_calls")).isFalse();
  }

  @Test
  void whatIsTooDeepStaysText() {
    String deep = "{\"a\":" + "[".repeat(100_000);
    assertThat(json(withArguments(deep)).at("/invalid_tool_calls/0/args").asString())
        .isEqualTo(deep);
  }

  private static Object withArguments(String arguments) {
    ToolCall call = new ToolCall("c", "t", arguments);
    return new AiMessage("", "", List.of(call), null, null).toEventPayload(false);
  }
}
