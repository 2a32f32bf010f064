package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.StepException;
import dev.runnel.annotations.RunType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ToolTest {
  private static final String SCHEMA =
      """
      {"type": "object",
       "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
       "required": ["city", "days"]}
      """;

  record Question(String city, int days) {}

  record Forecast(String city, List<String> days) {}

  private final Tool<Question, String> weather =
      Tool.of(
          "weather",
          "Tells the weather.",
          Question.class,
          SCHEMA,
          question -> "Rain in " + question.city() + " for " + question.days() + " days");

  @Test
  void itCanBeUsedAlone() {
    assertThat(weather.invoke(new Question("Rome", 2))).isEqualTo("Rain in Rome for 2 days");
    assertThat(weather.type()).isEqualTo(RunType.TOOL);
    assertThat(weather.name()).isEqualTo("weather");
    assertThat(weather.spec().parameters().get("required")).hasSize(2);
  }

  @Test
  void itAnswersAModelsCall() {
    ToolCall call = new ToolCall("call_1", "weather", "{\"city\": \"Rome\", \"days\": 3}");

    assertThat(weather.answer(call))
        .isEqualTo(new ToolMessage("call_1", "weather", "Rain in Rome for 3 days"));
  }

  @Test
  void aResultThatIsNoTextBecomesJson() {
    Tool<Question, Forecast> forecast =
        Tool.of(
            "forecast",
            "",
            Question.class,
            SCHEMA,
            question -> new Forecast(question.city(), List.of("rain", "sun")));

    assertThat(
            forecast.answer(new ToolCall("1", "forecast", "{\"city\":\"Rome\",\"days\":2}")).text())
        .isEqualTo("{\"city\":\"Rome\",\"days\":[\"rain\",\"sun\"]}");
  }

  @Test
  void itMayReadTheArgumentsItself() {
    Tool<JsonNode, JsonNode> echo =
        Tool.of(ToolSpec.of("echo", "", "{\"type\":\"object\"}"), node -> node);

    assertThat(echo.answer(new ToolCall("1", "echo", "{\"a\": [1]}")).text())
        .isEqualTo("{\"a\":[1]}");
    assertThat(echo.answer(new ToolCall("1", "echo", "")).text()).isEqualTo("{}");
  }

  @Test
  void argumentsThatDoNotFitAreAClearError() {
    ToolCall cut = new ToolCall("call_1", "weather", "{\"city\": \"Ro");
    ToolCall wrong = new ToolCall("call_2", "weather", "{\"city\": \"Rome\", \"days\": \"many\"}");
    ToolCall none = new ToolCall("call_3", "weather", "null");

    for (ToolCall call : List.of(cut, wrong, none)) {
      assertThatThrownBy(() -> weather.answer(call))
          .isInstanceOfSatisfying(
              ToolArgumentsException.class, e -> assertThat(e.call()).isSameAs(call))
          .hasMessageContainingAll("'weather'", call.id(), "Question", call.arguments());
    }
  }

  @Test
  void anErrorNamesTheFieldThatIsMissingOrWrong() {
    for (String arguments :
        List.of("{\"city\": \"Rome\"}", "{\"city\": \"Rome\", \"days\": null}", "{\"days\": []}")) {
      assertThatThrownBy(() -> weather.answer(new ToolCall("1", "weather", arguments)))
          .isInstanceOf(ToolArgumentsException.class)
          .hasMessageContainingAll("'/days'", arguments);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", " null\n", "{}"})
  void aToolWithoutParametersTakesWhatSaysNothing(String arguments) {
    record Nothing() {}

    for (String schema :
        List.of("{}", "{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":{}}")) {
      ToolCall call = new ToolCall("1", "time", arguments);
      Tool<Nothing, String> typed = Tool.of("time", "", Nothing.class, schema, nothing -> "noon");
      assertThat(typed.answer(call).text()).isEqualTo("noon");
      Tool<JsonNode, String> untyped =
          Tool.of(ToolSpec.of("time", "", schema), json -> "at " + json);
      assertThat(untyped.answer(call).text()).isEqualTo("at {}");
    }
  }

  @Test
  void aCallForAnotherToolIsAClearError() {
    assertThatThrownBy(() -> weather.answer(new ToolCall("1", "time", "{}")))
        .isInstanceOf(ToolArgumentsException.class)
        .hasMessageContainingAll("'time'", "'weather'");
  }

  @Test
  void aCheckedExceptionComesInAStepException() {
    IOException down = new IOException("down");
    Tool<JsonNode, String> broken =
        Tool.of(
            ToolSpec.of("broken", "", "{\"type\":\"object\"}"),
            node -> {
              throw down;
            });

    assertThatThrownBy(() -> broken.answer(new ToolCall("1", "broken", "{}")))
        .isInstanceOf(StepException.class)
        .hasCause(down);
  }
}
