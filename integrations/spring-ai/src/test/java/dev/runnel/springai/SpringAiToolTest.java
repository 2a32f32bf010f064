package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.ToolCallback;
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

  // ---- the other way

  record Place(String city) {}

  private static Tool<Place, String, String> look() {
    return Tool.of(
        "look",
        "Looks at a city.",
        Place.class,
        """
        {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
        """,
        (Place place) -> {
          if (place.city().isEmpty()) {
            throw new IllegalStateException("secret");
          }
          return "Sun in " + place.city();
        });
  }

  @Test
  void springAiIsToldWhatTheToolIs() {
    ToolCallback callback = SpringAiTool.callback(look());
    assertThat(callback.getToolDefinition().name()).isEqualTo("look");
    assertThat(callback.getToolDefinition().description()).isEqualTo("Looks at a city.");
    assertThat(callback.getToolDefinition().inputSchema()).contains("\"city\"");
    assertThat(callback.getToolMetadata().returnDirect()).isFalse();
    Tool<?, ?, ?> direct = look().withRules(ToolRules.DEFAULT.withReturnDirect(true));
    assertThat(SpringAiTool.callback(direct).getToolMetadata().returnDirect()).isTrue();
  }

  @Test
  void eachCallOfSpringAisHasAResult() {
    ToolCallback callback = SpringAiTool.callback(look());
    assertThat(callback.call("{\"city\":\"Rome\"}")).isEqualTo("Sun in Rome");
    assertThat(callback.call("{\"town\":1}")).contains("/city is missing");
    assertThat(callback.call("{\"city\":")).isNotEmpty();
    assertThat(callback.call("{\"city\":\"\"}")).contains("failed").doesNotContain("secret");
  }

  @Test
  void thereAndBackAToolIsTheSame() {
    Tool<JsonNode, String, String> again = SpringAiTool.of(SpringAiTool.callback(look()));
    assertThat(again.spec()).isEqualTo(look().spec());
    assertThat(again.answer(new ToolCall("1", "look", "{\"city\":\"Rome\"}")).text())
        .isEqualTo("Sun in Rome");
  }

  @Test
  void aToolThatNeedsApprovalIsNotGivenAway() {
    Tool<?, ?, ?> careful = look().withRules(ToolRules.DEFAULT.withApproval(true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpringAiTool.callback(careful))
        .withMessageContaining("'look' needs approval");
  }
}
