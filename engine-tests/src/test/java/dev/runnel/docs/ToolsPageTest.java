package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.annotations.RunType;
import dev.runnel.docs.WeatherToolbox.ForecastArguments;
import dev.runnel.event.RunEvent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/tools.md; what it prints is what the page shows. */
class ToolsPageTest {
  private static final Path FOLDER = Path.of("src", "test", "java", "dev", "runnel", "docs");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final List<ChatPrompt> asked = new ArrayList<>();
  private final ChatModel model =
      (prompt, run) -> {
        asked.add(prompt);
        boolean isFirst = prompt.messages().size() == 1;
        AiMessage answer =
            isFirst
                ? new AiMessage(
                    List.of(new ToolCall("1", "forecast", "{\"city\": \"Rome\"}")),
                    AnswerInfo.of(FinishReason.TOOL_CALLS, null),
                    Extras.NONE)
                : new AiMessage(List.of(new TextPart("Take an umbrella.")));
        return ChunkStream.of(answer.toChunk());
      };

  private void assertPrinted(int block) {
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(DocSnippets.blocks("tools.md", "text").get(block));
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    List<String> regions = new ArrayList<>(DocSnippets.regions(FOLDER.resolve("Weather.java")));
    regions.addAll(DocSnippets.regions(ToolsPageTest.class));
    regions.addAll(DocSnippets.regions(FOLDER.resolve("Assistant.java")));
    assertThat(DocSnippets.blocks("tools.md", "java")).containsExactlyElementsOf(regions);
  }

  @Test
  void aMethodAnswersACall() {
    // region answer
    WeatherToolbox tools = new WeatherToolbox(new Weather());
    Tool<ForecastArguments, ?, List<Weather.Day>> forecast = tools.forecast();

    out.println(forecast.answer(new ToolCall("1", "forecast", "{\"city\": \"Rome\"}")).text());
    out.println(forecast.answer(new ToolCall("2", "forecast", "{\"days\": \"two\"}")).text());
    out.println(forecast.invoke(new ForecastArguments("Rome", Optional.of(2))));
    // endregion
    assertPrinted(0);
  }

  @Test
  void progressIsStreamed() {
    // region progress
    Tool<?, String, String> describe = new WeatherToolbox(new Weather()).describe();
    ToolCall call = new ToolCall("3", "describe", "{\"city\": \"Oslo\"}");
    ToolMessage result = describe.answer(call, piece -> out.println("... " + piece.strip()));
    out.println(result.text());
    // endregion
    assertPrinted(1);
  }

  @Test
  void aModelCallsIt() {
    // region loop
    Tool<?, ?, ?> forecast = new WeatherToolbox(new Weather()).forecast();
    ChatModel withTools = model.withOptions(ChatOptions.DEFAULT.withTools(forecast.spec()));
    ChatPrompt prompt = ChatPrompt.of("Do I need an umbrella in Rome?");
    AiMessage asks = withTools.invoke(prompt);
    List<ChatMessage> messages = new ArrayList<>(prompt.messages());
    messages.add(asks);
    asks.toolCalls().forEach(call -> messages.add(forecast.answer(call)));
    out.println(withTools.invoke(ChatPrompt.of(messages)).text());
    // endregion
    assertPrinted(2);
    assertThat(asked.get(1).messages()).hasSize(3);
  }

  @Test
  void aFailureIsToldByThePolicy() {
    // region failure
    Tool<?, ?, ?> warn = new WeatherToolbox(new Weather()).warn();
    ToolCall call = new ToolCall("4", "warn", "{\"city\": \" \"}");
    out.println(warn.answer(call).text());
    out.println(warn.withRules(ToolRules.DEFAULT).answer(call).text());
    // endregion
    assertPrinted(3);
  }

  // region by-hand
  record Question(String text) {}

  Tool<Question, String, String> search(ChatModel librarian) {
    ToolSpec spec =
        ToolSpec.of(
            "search",
            "Searches the library.",
            """
            {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
            """);
    return Tool.of(
            spec,
            ToolReader.of(spec, Question.class),
            (Question question) -> librarian.invoke(question.text()).text())
        .withRules(ToolRules.DEFAULT.withTimeout(Duration.ofSeconds(10)));
  }

  // endregion

  @Test
  void aToolMayBeWrittenByHand() {
    ToolCall call = new ToolCall("5", "search", "{\"text\": \"Emma\"}");
    ChatModel librarian = (prompt, run) -> ChunkStream.of(new AiMessage("Shelf 3.").toChunk());

    assertThat(search(librarian).answer(call).text()).isEqualTo("Shelf 3.");
  }

  @Test
  void aModelStepThatCallsToolsIsAnAgent() {
    ChatModel twice =
        (prompt, run) -> {
          asked.add(prompt);
          AiMessage answer =
              prompt.messages().size() == 1
                  ? new AiMessage(
                      List.of(
                          new ToolCall("1", "weather", "{\"city\": \"Rome\"}"),
                          new ToolCall("2", "time", "{\"city\": \"Oslo\"}")))
                  : new AiMessage("Rain, and it is noon.");
          return ChunkStream.of(answer.toChunk());
        };
    Assistant assistant = new AssistantRunnables(twice);
    RecordingListener runs = new RecordingListener();

    String answer = assistant.answer().withListeners(runs).invoke("Rain in Rome?");

    assertThat(answer).isEqualTo("Rain, and it is noon.");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).options().tools())
        .extracting(ToolSpec::name)
        .containsExactly("weather", "time");
    assertThat(asked.get(1).messages()).hasSize(4);
    assertThat(asked.get(1).messages().get(2).text()).isEqualTo("Rain in Rome");
    assertThat(asked.get(1).messages().get(3).text()).isEqualTo("Noon in Oslo");
    assertThat(runs.startedNames()).contains("answer", "model", "weather", "time");
    runs.assertWellFormed();
    assertThat(runs.of("weather").get(0).run().type()).isEqualTo(RunType.TOOL);
    assertThat(((RunEvent.Start) runs.of("weather").get(0)).input())
        .isEqualTo(new AssistantToolbox.WeatherArguments("Rome"));
  }
}
