package dev.runnel.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ToolTest {
  private static final String SCHEMA =
      """
      {"type": "object",
       "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
       "required": ["city", "days"]}
      """;

  record Question(String city, int days) {}

  private static final ToolSpec SPEC = ToolSpec.of("weather", "Tells the weather.", SCHEMA);
  private static final ToolReader<Question> READER = ToolReader.of(SPEC, Question.class);
  private static final ToolCall ROME =
      new ToolCall("call_1", "weather", "{\"city\": \"Rome\", \"days\": 2}");

  private final Tool<Question, String, String> weather =
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
    assertThat(weather.read(ROME)).isEqualTo(new Question("Rome", 2));
    assertThat(weather.answer(ROME))
        .isEqualTo(new ToolMessage("call_1", "weather", "Rain in Rome for 2 days"));
  }

  @Test
  void itMayReadTheArgumentsItself() {
    Tool<JsonNode, JsonNode, JsonNode> echo =
        Tool.of(ToolSpec.of("echo", "", "{\"type\":\"object\"}"), node -> node);

    assertThat(echo.answer(new ToolCall("1", "echo", "{\"a\": [1]}")).text())
        .isEqualTo("{\"a\":[1]}");
    assertThat(echo.answer(new ToolCall("1", "echo", "")).text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"city": "Ro                       | The call is no JSON
          {"city": "Rome", "days": "many"}   | /days must be an integer
          {"city": "Rome"}                   | /days is missing
          {"city": "Rome", "days": null}     | /days
          {"city": "Rome", "days": 0}        | /days must be at least 1, but is 0
          {"city": "Rome", "days": 1.5}      | /days must be an integer without a fraction
          {"days": 1}                        | /city is missing
          null                               | The call must be an object
          {"city": "Rome", "days": 2} x      | The call is no JSON
          """)
  void argumentsThatDoNotFitAreToldWithPathAndReason(String arguments, String reason) {
    ToolCall call = new ToolCall("call_1", "weather", arguments);

    assertThatThrownBy(() -> weather.read(call))
        .isInstanceOfSatisfying(
            ToolArgumentsException.class,
            e -> {
              assertThat(e.call()).isSameAs(call);
              assertThat(e.reason()).contains(reason);
            })
        .hasMessageContainingAll("'weather'", "call_1", reason, arguments);
    ToolMessage told = weather.answer(call);
    assertThat(told.failed()).isTrue();
    assertThat(told.callId()).isEqualTo("call_1");
    assertThat(told.text()).contains(reason).doesNotContain("Exception");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    ToolCall call = new ToolCall("1", "weather", "{\"days\": 0}");

    assertThatThrownBy(() -> weather.read(call))
        .isInstanceOfSatisfying(
            ToolArgumentsException.class,
            e ->
                assertThat(e.violations())
                    .extracting(SchemaViolation::pointer)
                    .containsExactlyInAnyOrder("/city", "/days"));
  }

  @Test
  void veryLongArgumentsAreNotShownWhole() {
    ToolCall call = new ToolCall("1", "weather", "x".repeat(100_000));

    assertThatThrownBy(() -> weather.read(call))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(2_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", " null\n", "{}"})
  void aToolWithoutParametersTakesWhatSaysNothing(String arguments) {
    record Nothing() {}

    for (String schema :
        List.of("{}", "{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":{}}")) {
      ToolCall call = new ToolCall("1", "time", arguments);
      Tool<Nothing, String, String> typed =
          Tool.of("time", "", Nothing.class, schema, nothing -> "noon");
      assertThat(typed.answer(call).text()).isEqualTo("noon");
      Tool<JsonNode, String, String> untyped =
          Tool.of(ToolSpec.of("time", "", schema), json -> "at " + json);
      assertThat(untyped.answer(call).text()).isEqualTo("at {}");
    }
  }

  @Test
  void aCallForAnotherToolDoesNotFit() {
    assertThatThrownBy(() -> weather.read(new ToolCall("1", "time", "{}")))
        .isInstanceOf(ToolArgumentsException.class)
        .hasMessageContainingAll("'time'", "'weather'");
  }

  @Test
  void aPromisedResultIsWaitedFor() {
    Tool<Question, String, String> tool =
        Tool.ofAsync(
            SPEC, READER, question -> CompletableFuture.supplyAsync(() -> question.city() + "!"));

    assertThat(tool.answer(ROME).text()).isEqualTo("Rome!");
  }

  @Test
  void theChunksOfAStreamAreProgressAndTheirWholeIsTheResult() {
    Tool<Question, Integer, List<Integer>> tool =
        Tool.ofStream(SPEC, READER, Whole.list(), question -> ChunkStream.of(1, question.days()));
    List<Integer> progress = new ArrayList<>();

    assertThat(tool.answer(ROME, progress::add).text()).isEqualTo("[1,2]");
    assertThat(progress).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallsWholeIsTheResult(boolean guarded) {
    RunnableGenerator<String, String, Integer> counting =
        RunnableGenerator.ofStream(
            "counting",
            Whole.<String>list().map(List::size),
            city -> ChunkStream.of(city.split("")));
    Tool<Question, String, Integer> tool =
        Tool.ofCall(SPEC, READER, question -> counting.call(question.city()));
    if (guarded) {
      tool =
          tool.withRules(
              ToolRules.DEFAULT
                  .withTimeout(java.time.Duration.ofMinutes(1))
                  .withRetry(dev.runnel.RetryPolicy.DEFAULT));
    }
    List<String> progress = new ArrayList<>();

    assertThat(tool.answer(ROME, progress::add).text()).isEqualTo("4");
    assertThat(progress).containsExactly("R", "o", "m", "e");
    assertThat(tool.answer(ROME).text()).isEqualTo("4");
  }
}
