package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.Media;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated for methods that are tools, to the byte, and that it works. */
class ToolboxTest {
  private static final String TRAVEL = "goldens/TravelToolbox.java";

  private static Object travel() {
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source("Travel"));
    return compiled.make("goldens.TravelToolbox", compiled.make("goldens.Travel"));
  }

  private static Tool<?, ?, ?> tool(Object toolbox, String name) {
    return CompiledChains.<List<Tool<?, ?, ?>>>call(toolbox, "tools").stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ToolMessage answer(Object toolbox, String name, String arguments) {
    return tool(toolbox, name).answer(new ToolCall("1", name, arguments));
  }

  @Test
  void bothCompilersGenerateTheExpectedBytes() {
    JavaCompiler ecj = new EclipseCompiler();
    String source = GoldenFiles.source("Travel");
    CompiledChains byEcj = CompiledChains.compile(ecj, List.of("-warn:-unusedImport"), source);

    assertThat(byEcj.problems()).isEmpty();
    for (CompiledChains compiled : List.of(CompiledChains.of(source), byEcj)) {
      assertThat(compiled.generatedFile(TRAVEL))
          .as(GoldenFiles.HOW_TO_REWRITE)
          .hasSameTextualContentAs(GoldenFiles.generatedFile("Travel"))
          .hasSameBinaryContentAs(GoldenFiles.generatedFile("Travel"));
    }
  }

  @Test
  void noLineIsLong() {
    assertThat(GoldenFiles.generated("Travel").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(
            "flights",
            "{\"from\":\"Rome\",\"to\":\"Oslo\",\"day\":\"2026-11-28\"}",
            "[{\"from\":\"Rome\",\"to\":\"Oslo\",\"day\":\"2026-11-28\"}]"),
        Arguments.of(
            "flights",
            "{\"from\":\"Rome\",\"to\":\"Oslo\",\"day\":null}",
            "[{\"from\":\"Rome\",\"to\":\"Oslo\",\"day\":\"2026-01-02\"}]"),
        Arguments.of(
            "flights",
            "{\"from\":\"Rome\",\"to\":\"Oslo\"}",
            "[{\"from\":\"Rome\",\"to\":\"Oslo\",\"day\":\"2026-01-02\"}]"),
        Arguments.of(
            "book_flight",
            "{\"flight\":{\"from\":\"A\",\"to\":\"B\",\"day\":\"2026-11-28\"},\"seat_number\":\"1A\"}",
            "Done."),
        Arguments.of("waiting", "", "12"),
        Arguments.of("waiting", "null", "12"),
        Arguments.of("story", "{\"words\":2,\"toString\":\"hi\"}", "hi hi "),
        Arguments.of("count", "{\"wait\":3}", "[1,2,3]"),
        Arguments.of("tools", "{\"text\":\"abc\"}", "cba"),
        Arguments.of("backwards", "{\"input\":\"abc\"}", "cba"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void eachFormOfMethodAnswers(String name, String arguments, String text) {
    ToolMessage answer = answer(travel(), name, arguments);

    assertThat(answer.text()).isEqualTo(text);
    assertThat(answer.failed()).isFalse();
  }

  @Test
  void mediaAreNoText() {
    assertThat(answer(travel(), "map", "{\"city\":\"Rome\"}").result().parts())
        .singleElement()
        .isInstanceOf(Media.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flights     | {"from":"Rome"}                                  | /to is missing
          flights     | {"from":"a","to":"b","day":"soon"}               | /day
          book_flight | {"flight":{"from":"A"},"seat_number":"1A"}       | /flight/to is missing
          book_flight | {"seat_number":null}                             | /flight is missing
          story       | {"words":null,"toString":"x"}                    | /words
          count       | {"wait":1.5}                                     | /wait must be an integer
          backwards   | {"input":1}                                      | /input must be a string
          """)
  void argumentsThatDoNotFitAreTold(String name, String arguments, String reason) {
    ToolMessage answer = answer(travel(), name, arguments);

    assertThat(answer.failed()).isTrue();
    assertThat(answer.text()).contains(reason);
  }

  @Test
  void theRulesAreThoseOfTheAnnotation() {
    Object travel = travel();

    assertThat(tool(travel, "flights").rules().timeout()).contains(Duration.ofSeconds(10));
    assertThat(tool(travel, "flights").rules().retry())
        .hasValueSatisfying(retry -> assertThat(retry.attempts()).isEqualTo(3));
    assertThat(tool(travel, "book_flight").rules().approval()).isTrue();
    assertThat(tool(travel, "book_flight").rules().parallel()).isFalse();
    assertThat(tool(travel, "map").rules().returnDirect()).isTrue();
    assertThat(tool(travel, "map").rules().maxResultCharacters()).isEqualTo(1000);
    assertThat(tool(travel, "waiting").rules()).isEqualTo(ToolRules.DEFAULT);
    assertThat(
            answer(
                    travel,
                    "book_flight",
                    "{\"flight\":{\"from\":\"A\",\"to\":\"B\",\"day\":\"2026-11-28\"},"
                        + "\"seat_number\":\"\"}")
                .text())
        .isEqualTo("There is no seat.");
  }

  @Test
  void piecesAreProgress() {
    List<Object> progress = new ArrayList<>();
    ToolCall call = new ToolCall("1", "story", "{\"words\":2,\"toString\":\"hi\"}");

    ToolMessage answer = tool(travel(), "story").answer(call, progress::add);

    assertThat(progress).containsExactly("hi ", "hi ");
    assertThat(answer.text()).isEqualTo("hi hi ");
  }

  @Test
  void theRunIsTheTools() {
    Object box =
        toolbox(
            "Names",
            """
            class Names {
              /** Tells its name. */
              @Tool String name(RunContext run, String greeting) { return greeting + run.name(); }
            }
            """);
    RunnableLambda<String, String> loop =
        RunnableLambda.of(
            "loop",
            text -> {
              assertThat(RunContext.current().name()).isEqualTo("loop");
              return answer(box, "name", "{\"greeting\":\"I am \"}").text();
            });

    assertThat(loop.invoke("go")).isEqualTo("I am name");
    assertThat(tool(box, "name").spec().parameters().toString()).doesNotContain("run");
  }

  private static final String IMPORTS =
      "package test; import dev.runnel.*; import dev.runnel.annotations.*;"
          + " import dev.runnel.model.*; import java.util.*; import java.util.concurrent.*;"
          + " import java.util.stream.*;\n";

  private static Object toolbox(String name, String body) {
    CompiledChains compiled = CompiledChains.of(IMPORTS + body);
    Class<?> type = compiled.load("test." + name + "Toolbox");
    return type.getDeclaredConstructors()[0].getParameterCount() == 0
        ? compiled.make("test." + name + "Toolbox")
        : compiled.make("test." + name + "Toolbox", compiled.make("test." + name));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("record Box() { /** Gives. */ @Tool int give() { return 1; } }", "1"),
        Arguments.of("enum Box { A; /** Gives. */ @Tool static int give() { return 1; } }", "1"),
        Arguments.of("interface Box { /** Gives. */ @Tool static int give() { return 1; } }", "1"),
        Arguments.of(
            "final class Box<T extends Number> { T t; /** Gives. */ @Tool int give() { return 1; } }",
            "1"),
        Arguments.of(
            "public class Box { /** Gives. */ @Tool public Flow.Publisher<String> give() {"
                + " SubmissionPublisher<String> p = new SubmissionPublisher<>(Runnable::run, 8);"
                + " return s -> { p.subscribe(s); p.submit(\"a\"); p.submit(\"b\"); p.close(); }; } }",
            "ab"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool Iterator<String> give() {"
                + " return List.of(\"a\", \"b\").iterator(); } }",
            "ab"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool ChunkStream<AiMessageChunk> give() {"
                + " return ChunkStream.of(AiMessageChunk.ofText(\"a\"),"
                + " AiMessageChunk.ofText(\"b\")); } }",
            "ab"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool List<? extends Number> give() {"
                + " return List.of(1); } }",
            "[1]"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool(attempts = 2) List<? extends Number> give() {"
                + " return List.of(1); } }",
            "[1]"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool CompletionStage<Void> give() {"
                + " return CompletableFuture.failedStage(new IllegalStateException()); } }",
            "The tool 'give' failed, and gave no result."),
        Arguments.of(
            "class Box { /** Gives. */ @Tool(name = \"give\") int new_(int... give) {"
                + " return give.length; } }",
            "0"),
        Arguments.of(
            "class Box { /** Gives. */ @Tool int give() throws Exception { throw new Exception(); }}",
            "The tool 'give' failed, and gave no result."),
        Arguments.of(
            "@SuppressWarnings(\"deprecation\")\nclass Box {"
                + " /** Gives. */ @Deprecated @Tool int give() { return 1; } }",
            "1"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anyClassMayHaveTools(String source, String text) {
    Object box = toolbox("Box", source);

    assertThat(answer(box, "give", "{\"give\":[]}").text()).isEqualTo(text);
  }

  @Test
  void toolsOfOneMethodNameAreToldApart() {
    Object box =
        toolbox(
            "Box",
            """
            class Box {
              /** Gives. */ @Tool int give() { return 1; }
              /** Gives more. */ @Tool(name = "give_more") int give(int n) { return n; }
              /** Speaks. */ @Tool String getClass(String tools) { return tools; }
            }
            """);

    assertThat(answer(box, "give", "{}").text()).isEqualTo("1");
    assertThat(answer(box, "give_more", "{\"n\":3}").text()).isEqualTo("3");
    assertThat(answer(box, "getClass", "{\"tools\":\"x\"}").text()).isEqualTo("x");
  }

  @Test
  void aChainIsATool() {
    CompiledChains compiled =
        CompiledChains.of(
            IMPORTS
                + """
                interface Jokes {
                  @Prompt("Tell a joke about {topic}") ChatPrompt ask(String topic);
                  @StreamingStep ChatModel model();
                  /** Tells a joke. */
                  @Tool @Chain({"ask", "model"}) RunnableSequence<String, String, String> joke();
                }
                """);
    ChatModel model =
        (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText("Why"), AiMessageChunk.ofText("?"));
    Object box = compiled.make("test.JokesToolbox", compiled.make("test.JokesRunnables", model));
    List<Object> progress = new ArrayList<>();
    ToolCall call = new ToolCall("1", "joke", "{\"input\":\"parrots\"}");

    assertThat(tool(box, "joke").answer(call, progress::add).text()).isEqualTo("Why?");
    assertThat(progress).containsExactly("Why", "?");
  }

  @Test
  void aTypeThatAnotherProcessorGeneratesIsWaitedFor() {
    CompiledChains compiled =
        CompiledChains.of(
            IMPORTS
                + """
                interface Jokes {
                  @Step default String same(String text) { return text; }
                  @Chain("same") RunnableSequence<String, String, String> joke();
                }
                """,
            IMPORTS
                + """
                class Box {
                  /** Gives. */ @Tool Call<String, String> give(String text, JokesRunnables... all) {
                    return new JokesRunnables().joke().call(text);
                  }
                }
                """);
    Object box = compiled.make("test.BoxToolbox", compiled.make("test.Box"));

    assertThat(answer(box, "give", "{\"text\":\"a\",\"all\":[]}").text()).isEqualTo("a");
  }

  @Test
  void aModelThatCallsToolsIsAnAgent() {
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source("Assistant"));
    ChatModel model = (prompt, run) -> ChunkStream.of();
    Object chains = compiled.make("goldens.AssistantRunnables", model, model);
    Runnel<String, Object, Object> answer = CompiledChains.call(chains, "answer");
    Runnel<String, Object, Object> answerOfAll = CompiledChains.call(chains, "answerOfAll");

    assertThat(answer.stream("Rain?").toList())
        .containsExactly("Rain?", "[weather, search_all] name=model maxTurns=5");
    assertThat(answer.invoke("Rain?"))
        .isEqualTo("Rain?[weather, search_all] name=model maxTurns=5");
    assertThat(answerOfAll.invoke("Rain?"))
        .isEqualTo(new AgentAnswer("Rain?[weather, search, search_all] name=expert maxParallel=1"));
  }

  @Test
  void anAgentTakesToolsFromWhereverTheyAreNamed() {
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source("Desk"));
    ChatModel model = (prompt, run) -> ChunkStream.of();
    List<Tool<?, ?, ?>> remote = List.of(named("look"), named("count"));
    Object chains =
        compiled.make(
            "goldens.DeskRunnables", model, model, compiled.make("goldens.Desk$Noon"), remote);
    Runnel<String, Object, Object> answer = CompiledChains.call(chains, "answer");
    Runnel<String, Object, Object> answerOfAll = CompiledChains.call(chains, "answerOfAll");

    assertThat(answer.invoke("a"))
        .isEqualTo(
            "a[mail, time, look, count, search] name=model maxCallsPerAnswer=4"
                + " atMaxTurns=ANSWER_WITHOUT_TOOLS first=Named[tool=search] before=turn"
                + " text=LAST_ANSWER");
    assertThat(answerOfAll.invoke("a")).isEqualTo("a[mail] name=all first=Required[]");
  }

  private static Tool<?, ?, ?> named(String name) {
    ToolSpec spec = ToolSpec.of(name, "Looks.", "{\"type\": \"object\"}");
    return Tool.of(spec, ToolReader.of(spec, Object.class), input -> "");
  }

  @Test
  void whatReadsAnAgentMayReadItsText() {
    CompiledChains compiled =
        CompiledChains.of(
            IMPORTS
                + """
                interface Box {
                  @Prompt("{topic}") ChatPrompt ask(String topic);
                  @Agent @StreamingStep ChatModel model();
                  /** Gives. */ @Tool default int give() { return 1; }
                  @StreamingStep default String loud(String text) { return text + "!"; }
                  @Step default int size(String text) { return text.length(); }
                  @Chain({"ask", "model", "loud"})
                  RunnableSequence<String, String, String> shout();
                  @Chain(value = {"ask", "model", "size"}, streams = Streaming.WHOLE)
                  RunnableSequence<String, Integer, Integer> measure();
                }
                """);
    ChatModel model = (prompt, run) -> ChunkStream.of();
    Object chains = compiled.make("test.BoxRunnables", model);
    Runnel<String, Object, Object> shout = CompiledChains.call(chains, "shout");
    Runnel<String, Object, Object> measure = CompiledChains.call(chains, "measure");

    assertThat(shout.stream("a").toList()).containsExactly("a!", "[give] name=model!");
    assertThat(measure.invoke("a")).isEqualTo("a[give] name=model".length());
  }
}
