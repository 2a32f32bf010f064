package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LangChain4jToolsTest {
  record City(String name, int days) {}

  private static final ToolSpecification SPECIFICATION =
      ToolSpecification.builder()
          .name("weather")
          .description("Tells the weather.")
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty("name", "the city")
                  .addIntegerProperty("days")
                  .required("name")
                  .build())
          .build();

  private static final Tool<City, String, String> WEATHER =
      Tool.of(
          "weather",
          "Tells the weather.",
          City.class,
          """
          {"type": "object",
           "properties": {"name": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
           "required": ["name", "days"]}
          """,
          city -> "Rain in " + city.name());

  private static ToolExecutionRequest request(String arguments) {
    return ToolExecutionRequest.builder().id("7").name("weather").arguments(arguments).build();
  }

  @Test
  void aToolOfLangChain4jIsOneOfRunnels() {
    List<ToolExecutionRequest> requests = new ArrayList<>();
    Tool<JsonNode, String, String> tool =
        LangChain4jTools.tool(
            SPECIFICATION,
            request -> {
              requests.add(request);
              return "rain";
            });

    ToolMessage answer =
        tool.answer(new ToolCall("1", "weather", "{\"name\": \"Rome\", \"days\": 2}"));

    assertThat(answer).isEqualTo(new ToolMessage("1", "weather", "rain"));
    assertThat(requests)
        .containsExactly(
            ToolExecutionRequest.builder()
                .name("weather")
                .arguments("{\"name\":\"Rome\",\"days\":2}")
                .build());
    assertThat(tool.spec().description()).isEqualTo("Tells the weather.");
    assertThat(tool.spec().parameters().at("/properties/name/description").asString())
        .isEqualTo("the city");
  }

  @Test
  void itsArgumentsAreCheckedAndItsFailuresTold() {
    Tool<JsonNode, String, String> tool =
        LangChain4jTools.tool(
            SPECIFICATION,
            request -> {
              throw new IllegalStateException("secret");
            });

    assertThat(tool.answer(new ToolCall("1", "weather", "{\"days\": 1}")).text())
        .contains("/name is missing");
    assertThat(tool.answer(new ToolCall("1", "weather", "{\"name\": \"Rome\"}")).text())
        .isEqualTo("The tool 'weather' failed, and gave no result.");
  }

  @Test
  void aToolWithoutParametersNeedsNoArguments() {
    Tool<JsonNode, String, String> tool =
        LangChain4jTools.tool(
            ToolSpecification.builder().name("weather").build(), ToolExecutionRequest::arguments);

    assertThat(tool.answer(new ToolCall("1", "weather", "")).text()).isEqualTo("{}");
    assertThat(tool.spec().description()).isEmpty();
  }

  @Test
  void aToolOfRunnelsAnswersLangChain4j() {
    ToolExecutionResultMessage answer =
        LangChain4jTools.answer(WEATHER, request("{\"name\": \"Rome\", \"days\": 2}"));
    ToolExecutionResultMessage refused = LangChain4jTools.answer(WEATHER, request("{\"days\": 0}"));

    assertThat(answer.id()).isEqualTo("7");
    assertThat(answer.toolName()).isEqualTo("weather");
    assertThat(answer.text()).isEqualTo("Rain in Rome");
    assertThat(refused.isError()).isTrue();
    assertThat(refused.text()).contains("/name is missing", "/days must be at least 1");
  }

  @Test
  void aDescriptionSurvivesTheWayThereAndBack() {
    ToolSpecification there = LangChain4jTools.specification(WEATHER);

    assertThat(there.name()).isEqualTo("weather");
    assertThat(LangChain4jTools.spec(there)).isEqualTo(WEATHER.spec());
    assertThat(
            LangChain4jTools.specification(
                LangChain4jTools.tool(SPECIFICATION, ToolExecutionRequest::arguments)))
        .isEqualTo(SPECIFICATION);
  }
}
