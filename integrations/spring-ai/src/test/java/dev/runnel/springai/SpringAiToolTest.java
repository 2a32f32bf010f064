package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.tool.Tool;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.function.FunctionToolCallback;
import tools.jackson.databind.JsonNode;

class SpringAiToolTest {
  record City(String name) {}

  private static Tool<JsonNode, String, String> weather() {
    return SpringAiTool.of(
        FunctionToolCallback.builder(
                "weather",
                (City city) -> {
                  if (city.name().isEmpty()) {
                    throw new IllegalStateException("Nowhere.");
                  }
                  return "Rain in " + city.name();
                })
            .description("Tells the weather")
            .inputType(City.class)
            .build());
  }

  private static ToolMessage answer(String arguments) {
    return weather().answer(new ToolCall("1", "weather", arguments));
  }

  @Test
  void tellsAModelWhatSpringAiTells() {
    assertThat(weather().spec().name()).isEqualTo("weather");
    assertThat(weather().spec().description()).isEqualTo("Tells the weather");
    assertThat(weather().spec().parameters().at("/properties/name/type").asString())
        .isEqualTo("string");
  }

  @Test
  void answersACallOfAModel() {
    assertThat(answer("{\"name\":\"Rome\"}").text()).contains("Rain in Rome");
    assertThat(answer("{\"name\":\"Rome\"}").failed()).isFalse();
  }

  @Test
  void argumentsThatDoNotFitAreAFailureForTheModelToRead() {
    assertThat(answer("{\"name\":1}").failed()).isTrue();
    assertThat(answer("{").failed()).isTrue();
  }

  @Test
  void aToolThatFailsIsAFailureForTheModelToRead() {
    assertThat(answer("{\"name\":\"\"}").failed()).isTrue();
  }
}
