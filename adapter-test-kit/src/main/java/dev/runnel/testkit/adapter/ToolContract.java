package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Tools are told, their calls come as the provider means them, and the results are given back. */
public interface ToolContract extends AdapterContract {
  /**
   * Says in which forms the library below the adapter cannot tell what the server means. There an
   * answer must fail: calls that nobody meant would be run.
   *
   * @return the forms; none, unless an adapter says otherwise
   */
  default Set<ToolCallForm> refusedForms() {
    return Set.of();
  }

  /** The calls are those that the server means, or the answer fails. */
  @ParameterizedTest
  @EnumSource
  default void callsAddUpToWhatTheServerMeans(ToolCallForm form) {
    try (ChatServer server = form.start()) {
      ChatModel model = model(server.baseUrl()).withOptions(tools());
      if (refusedForms().contains(form)) {
        assertThatThrownBy(() -> model.invoke("Hi")).isInstanceOf(RuntimeException.class);
        return;
      }
      AiMessage whole = model.stream("Hi", chunk -> {});

      assertThat(whole.toolCalls()).isEqualTo(form.calls());
      assertThat(model.invoke("Hi").toolCalls()).isEqualTo(form.calls());
      assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  /** What is said beside a call is kept. */
  @Test
  default void textBesideACallIsKept() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .text("I look.")
                    .event(
                        ChatExchange.delta(
                            "{\"tool_calls\":["
                                + ToolCallForm.piece(0, "a", "weather", "{}")
                                + "]}",
                            null))
                    .finish("tool_calls")
                    .done())) {
      AiMessage answer = model(server.baseUrl()).withOptions(tools()).invoke("Hi");

      assertThat(answer.text()).isEqualTo("I look.");
      assertThat(answer.toolCalls()).containsExactly(new ToolCall("a", "weather", "{}"));
    }
  }

  /** The model is told of each tool, with the whole schema. */
  @Test
  default void toolsAreTold() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"pattern\":\"R.*\"}},"
            + "\"required\":[\"city\"]}";
    ChatOptions options =
        ChatOptions.DEFAULT.withTools(ToolSpec.of("weather", "Tells the weather.", schema));
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      assertThat(model(server.baseUrl()).withOptions(options).invoke("Hi").text()).isEqualTo("x");

      JsonNode tool = server.nextExchange().request().at("/tools/0/function");
      assertThat(tool.path("name").stringValue()).isEqualTo("weather");
      assertThat(tool.path("description").stringValue()).isEqualTo("Tells the weather.");
      assertThat(tool.at("/parameters/properties/city/type").stringValue()).isEqualTo("string");
      assertThat(tool.at("/parameters/properties/city/pattern").stringValue()).isEqualTo("R.*");
      assertThat(tool.at("/parameters/required/0").stringValue()).isEqualTo("city");
    }
  }

  /** An answer with calls goes back as it came, and each result behind it with its call's id. */
  @Test
  default void resultsAreGivenBack() throws Exception {
    ToolCall rome = new ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");
    ToolCall oslo = new ToolCall("call_2", "weather", "{\"city\":\"Oslo\"}");
    ChatPrompt prompt =
        ChatPrompt.of(
            ChatMessage.system("Be brief."),
            ChatMessage.user("Rain?"),
            new AiMessage(List.of(new TextPart("I look."), rome, oslo)),
            ChatMessage.tool(rome, "yes"),
            ChatMessage.tool(oslo, "no"),
            ChatMessage.ai("In Rome."),
            ChatMessage.user("Sure?"));
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      assertThat(model(server.baseUrl()).invoke(prompt).text()).isEqualTo("x");

      JsonNode messages = server.nextExchange().request().path("messages");
      assertThat(messages.findValuesAsString("role"))
          .containsExactly("system", "user", "assistant", "tool", "tool", "assistant", "user");
      assertThat(messages.at("/2/content").toString()).contains("I look.");
      assertThat(messages.at("/2/tool_calls/0/id").stringValue()).isEqualTo("call_1");
      assertThat(messages.at("/2/tool_calls/0/function/name").stringValue()).isEqualTo("weather");
      assertThat(messages.at("/2/tool_calls/1/function/arguments").stringValue())
          .isEqualTo("{\"city\":\"Oslo\"}");
      assertThat(messages.at("/3/tool_call_id").stringValue()).isEqualTo("call_1");
      assertThat(messages.at("/3/content").toString()).contains("yes");
      assertThat(messages.at("/4/tool_call_id").stringValue()).isEqualTo("call_2");
      assertThat(messages.at("/5/content").toString()).contains("In Rome.");
    }
  }

  private static ChatOptions tools() {
    return ChatOptions.DEFAULT.withTools(
        ToolSpec.of("weather", "", "{\"type\":\"object\",\"properties\":{}}"),
        ToolSpec.of("time", "", "{\"type\":\"object\",\"properties\":{}}"));
  }
}
