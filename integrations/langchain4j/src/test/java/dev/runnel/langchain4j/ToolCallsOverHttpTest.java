package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunnelException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of tool calls in OpenAI's wire form, as OpenAI and servers like it send them. */
@Timeout(60)
class ToolCallsOverHttpTest {
  private static final String ROME = "{\"city\":\"Rome\"}";
  private static final String PARIS = "{\"city\":\"Paris\"}";
  private static final ToolCall A = new ToolCall("a", "weather", ROME);
  private static final ToolCall B = new ToolCall("b", "time", PARIS);

  /** What a server sends, and the calls that it means. */
  enum Wire {
    AS_OPENAI_DOES(
        List.of(
            piece(0, "a", "weather", ""),
            piece(0, null, null, "{\"city\":"),
            piece(0, null, null, "\"Rome\"}"),
            piece(1, "b", "time", ""),
            piece(1, null, null, PARIS)),
        A,
        B),
    LATE_ID(List.of(piece(0, null, "weather", ""), piece(0, "a", null, ROME)), A),
    LATE_ID_BETWEEN_ARGUMENTS(
        List.of(piece(0, null, "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), A),
    LATE_ID_AFTER_THE_ARGUMENTS(
        List.of(piece(0, null, "weather", ROME), piece(0, "a", null, "")), A),
    LATE_NAME(List.of(piece(0, "a", null, ""), piece(0, null, "weather", ROME)), A),
    REPEATED_ID(
        List.of(piece(0, "a", "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), A),
    REPEATED_ID_AND_NAME(
        List.of(
            piece(0, "a", "weather", "{\"city\":"),
            piece(0, "a", "weather", "\"Rome\"}"),
            piece(1, "b", "time", PARIS)),
        A,
        B),
    EMPTY_ID_AND_NAME(
        List.of(piece(0, "a", "weather", "{\"city\":"), piece(0, "", "", "\"Rome\"}")), A),
    NOTHING_AT_ANOTHER_INDEX(
        List.of(
            piece(0, "a", "weather", ROME),
            "{\"index\":1,\"id\":\"\",\"function\":{\"arguments\":null}}"),
        A),
    NOTHING_AT_ANOTHER_INDEX_WITHOUT_FUNCTION(
        List.of(piece(0, "a", "weather", ROME), "{\"index\":1,\"id\":null}"), A),
    INDEX_0_FOR_ALL(List.of(piece(0, "a", "weather", ROME), piece(0, "b", "time", PARIS)), A, B),
    INDEX_0_FOR_ALL_IN_PIECES(
        List.of(
            piece(0, "a", "weather", ""),
            piece(0, null, null, ROME),
            piece(0, "b", "time", ""),
            piece(0, null, null, PARIS)),
        A,
        B),
    INDEX_0_AND_ONE_NAME_FOR_ALL(
        List.of(piece(0, "a", "weather", ROME), piece(0, "b", "weather", PARIS)),
        A,
        new ToolCall("b", "weather", PARIS)),
    INDEX_0_AND_NO_IDS(
        List.of(piece(0, null, "weather", ROME), piece(0, null, "weather", PARIS)),
        new ToolCall("", "weather", ROME),
        new ToolCall("", "weather", PARIS)),
    WITHOUT_INDEX(
        List.of(piece(null, "a", "weather", ROME), piece(null, "b", "time", PARIS)), A, B),
    WITHOUT_INDEX_IN_PIECES(
        List.of(
            piece(null, "a", "weather", "{\"city\":"),
            piece(null, null, null, "\"Rome\"}"),
            piece(null, "b", "time", PARIS)),
        A,
        B),
    WITHOUT_ARGUMENTS(
        List.of(piece(0, "a", "weather", ""), piece(1, "b", "time", "")),
        new ToolCall("a", "weather", "{}"),
        new ToolCall("b", "time", "{}")),
    TWO_IN_ONE_EVENT(
        List.of(piece(0, "a", "weather", ROME) + "," + piece(1, "b", "time", PARIS)), A, B),
    A_WHOLE_CALL_AT_ONCE(List.of(piece(0, "a", "weather", ROME)), A),
    CUT(List.of(piece(0, "a", "weather", "{\"ci")), new ToolCall("a", "weather", "{\"ci"));

    private final List<String> pieces;
    private final List<ToolCall> calls;

    Wire(List<String> pieces, ToolCall... calls) {
      this.pieces = pieces;
      this.calls = List.of(calls);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStreamAddsUpToWhatTheServerMeans(Wire wire) {
    for (OpenAiOverHttpTest.Client client : OpenAiOverHttpTest.Client.values()) {
      try (ChatServer server = sending(wire.pieces)) {
        ChatModel model = OpenAiOverHttpTest.model(server, client).withOptions(tools());
        List<AiMessageChunk> chunks = new ArrayList<>();
        AiMessage whole = model.stream("Hi", chunks::add);

        assertThat(whole.toolCalls()).as("%s: %s", client, chunks).isEqualTo(wire.calls);
        assertThat(model.invoke("Hi").toolCalls()).isEqualTo(wire.calls);
      }
    }
  }

  @Test
  void whereStreamAndWholeDoNotAgreeTheRunSaysSo() {
    List<String> pieces =
        List.of(
            piece(0, "a", "weather", "{\"city\":"),
            piece(0, "b", "time", "{\"city\":"),
            piece(0, "a", null, "\"Rome\"}"));
    try (ChatServer server = sending(pieces)) {
      assertThatThrownBy(() -> OpenAiOverHttpTest.model(server).withOptions(tools()).invoke("Hi"))
          .isInstanceOf(RunnelException.class)
          .hasMessageContainingAll("do not agree", "Streamed:", "Whole:");
    }
  }

  @Test
  void whereLangChain4jCannotTellInterleavedCallsApartTheRunSaysSo() {
    List<String> pieces =
        List.of(
            piece(0, "a", "weather", "{\"city\":"),
            piece(1, "b", "time", "{\"city\":"),
            piece(0, null, null, "\"Rome\"}"),
            piece(1, null, null, "\"Paris\"}"));
    try (ChatServer server = sending(pieces)) {
      assertThatThrownBy(() -> OpenAiOverHttpTest.model(server).withOptions(tools()).invoke("Hi"))
          .isInstanceOf(RuntimeException.class);
    }
  }

  private static ChatServer sending(List<String> pieces) {
    return ChatServer.start(
        exchange -> {
          exchange.startEvents().role();
          for (String piece : pieces) {
            exchange.event(ChatServer.Exchange.delta("{\"tool_calls\":[" + piece + "]}", null));
          }
          exchange.finish("tool_calls").done();
        });
  }

  private static ChatOptions tools() {
    return ChatOptions.DEFAULT.withTools(
        ToolSpec.of("weather", "", "{\"type\":\"object\"}"),
        ToolSpec.of("time", "", "{\"type\":\"object\"}"));
  }

  private static String piece(
      @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
    return "{%s%s\"type\":\"function\",\"function\":{%s\"arguments\":%s}}"
        .formatted(
            index == null ? "" : "\"index\":" + index + ",",
            id == null ? "" : "\"id\":\"" + id + "\",",
            name == null ? "" : "\"name\":\"" + name + "\",",
            ChatServer.Exchange.json(arguments));
  }
}
