package dev.runnel.chains.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StepTrail;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableAssign;
import dev.runnel.compose.RunnableBranch;
import dev.runnel.compose.RunnableEach;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.compose.RunnablePick;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.parser.CommaSeparatedListOutputParser;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on chains shows is code that compiles and runs here. */
class ChainsPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Those of the docs, and a small build that names its steps by constants. */
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/test/java/dev/runnel/chains/docs"),
          Path.of("../integration-tests/src/it/builds/werror/src/main/java/com/example"));

  private final ScriptedChatModel model =
      ScriptedChatModel.builder().name("scripted").otherwise(Script.of("Why", " not", "?")).build();
  private final Jokes jokes = new JokesRunnables(model);
  private final Printed out = new Printed();

  private static final class Printed {
    private final List<String> lines = new ArrayList<>();

    void println(Object line) {
      lines.add(line.toString());
    }
  }

  private static Texts texts(String... chunks) {
    return new TextsRunnables(ScriptedChatModel.of(chunks));
  }

  // ---- the simplest chain

  @Test
  void runsInManyWays() throws Exception {
    String whole = jokes.joke().invoke("parrots");
    jokes.joke().stream("parrots").forEach(out::println);
    String both = jokes.joke().stream("parrots", out::println); // the chunks, then the whole
    try (ChunkStream<String> chunks = jokes.joke().stream("parrots")) {
      String first = chunks.next(); // closing the stream cancels the rest
      out.println(first);
    }
    CompletableFuture<String> later = jokes.joke().invokeAsync("parrots");

    assertThat(whole).isEqualTo("Why not?");
    assertThat(both).isEqualTo("Why not?");
    assertThat(later.get()).isEqualTo("Why not?");
    assertThat(out.lines).containsExactly("Why", " not", "?", "Why", " not", "?", "Why");
  }

  @Test
  void runsAsPlainCalls() throws Exception {
    assertThat(jokes.wholeJoke("parrots")).isEqualTo("Why not?");
    assertThat(jokes.jokeLater("parrots").get()).isEqualTo("Why not?");
    assertThat(jokes.streamJoke("parrots").toList()).containsExactly("Why", " not", "?");
  }

  // ---- forms of steps

  @Test
  void readsAWholeOrEachChunk() {
    assertThat(texts("one ", "two").length().invoke("numbers")).isEqualTo(7);
    assertThat(texts("one ", "two").loud().stream("numbers").toList())
        .containsExactly("ONE ", "TWO");
  }

  @Test
  void readsAStream() {
    assertThat(texts("one\nt", "wo\n\nthree").list().stream("numbers").toList())
        .containsExactly("- one", "- two", "- three");
    assertThat(texts("one and\nt", "wo").wordsOfLines().invoke("numbers"))
        .containsExactly("one", "and", "two");
  }

  @Test
  void keepsStateInATransformer() {
    assertThat(texts("one\nt", "wo").numberedLines().invoke("numbers"))
        .isEqualTo("1: one\n2: two\n2 lines");
  }

  @Test
  void waitsForAPromise() {
    assertThat(texts("one").save().invoke("numbers")).isEqualTo("saved 3");
  }

  @Test
  void readsInsideARecord() {
    ScriptedChatModel poet = ScriptedChatModel.of("Ode");
    new TextsRunnables(poet).writeAs().invoke(new Texts.Order("a poet", "parrots"));
    assertThat(poet.lastRequest().toString()).contains("You are a poet.", "Write about parrots");
  }

  // ---- graphs

  @Test
  void runsStepsBesideEachOther() {
    Reviews reviews =
        new ReviewsRunnables(ScriptedChatModel.of("Bright."), ScriptedChatModel.of("Dear."));
    assertThat(reviews.review().invoke("the lamp")).isEqualTo("the lamp: Bright. But: Dear.");
  }

  @Test
  void routes() {
    Desk desk = new DeskRunnables(model);
    assertThat(desk.answer().stream("my bill").toList()).containsExactly("Why", " not", "?");
    assertThat(model.lastRequest().toString()).contains("all about bills");
    assertThat(desk.answer().invoke("is it broken")).isEqualTo("Why not?");
    assertThat(desk.answer().invoke("hello")).isEqualTo("Please ask about a bill or a fault.");
  }

  @Test
  void callsItself() {
    RecordingListener heard = new RecordingListener();
    String text = new DeskRunnables(model).shorten().withListeners(heard).invoke("a".repeat(64));
    assertThat(text).hasSize(8);
    assertThat(heard.startedNames()).filteredOn("shorten"::equals).hasSize(3);
  }

  // ---- when things go wrong

  @Test
  void namesTheStepOfAnError() {
    Jokes broken =
        new JokesRunnables(ScriptedChatModel.of(Script.failing(new IllegalStateException("busy"))));
    assertThatThrownBy(() -> broken.joke().invoke("parrots"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("busy")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .isInstanceOf(StepTrail.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("joke", "model"));
  }

  @Test
  void retriesAndFallsBack() {
    ChatModel busy = ScriptedChatModel.of(Script.failing(new IllegalStateException("busy")));
    Patient patient = new PatientRunnables(busy, ScriptedChatModel.of("I am small."));
    assertThat(patient.answer().invoke("Who are you?")).isEqualTo("I am small.");
  }

  @Test
  void retriesAtRunTime() {
    ChatModel small = ScriptedChatModel.of("I am small.");
    ChatModel patient =
        model
            .withTimeout(TimeoutPolicy.ofFirstChunk(Duration.ofSeconds(10)))
            .withRetry(RetryPolicy.ofAttempts(3).withOn(IOException.class))
            .withFallbacks(small);
    RunConfig limited = RunConfig.DEFAULT.withTimeout(Duration.ofSeconds(30));

    assertThat(new JokesRunnables(patient).joke().withConfig(limited).invoke("parrots"))
        .isEqualTo("Why not?");
  }

  // ---- composed at run time

  @Test
  void composes() {
    ChatPromptTemplate ask = ChatPromptTemplate.of("Tell me a joke about {topic}");
    Runnel<Map<String, ?>, AiMessageChunk, AiMessage> chain = ask.then(model);
    Runnel<Map<String, ?>, String, List<String>> list =
        chain.pipe(new CommaSeparatedListOutputParser());
    Runnel<Map<String, ?>, Integer, Integer> length =
        chain.then(RunnableLambda.of("length", message -> message.text().length()));

    assertThat(list.invoke(Map.of("topic", "parrots"))).containsExactly("Why not?");
    assertThat(length.invoke(Map.of("topic", "parrots"))).isEqualTo(8);
  }

  @Test
  void runsInParallel() {
    Runnel<String, String, String> poem = RunnableLambda.of("poem", topic -> "Ode to " + topic);
    RunnableParallel<String> both =
        RunnableParallel.<String>of("joke", jokes.joke()).and("poem", poem);
    both.stream("parrots").forEach(out::println); // {joke=Why}, {poem=Ode to parrots}, {joke= not}
    Map<String, Object> whole = both.invoke("parrots");

    Runnel<String, Map<String, Object>, String> page =
        RunnableParallel.both(
            "joke", jokes.joke(), "poem", poem, (joke, verses) -> joke + "\n" + verses);

    assertThat(out.lines).hasSize(4).contains("{joke=Why}", "{poem=Ode to parrots}");
    assertThat(whole).containsEntry("joke", "Why not?").containsEntry("poem", "Ode to parrots");
    assertThat(page.invoke("parrots")).isEqualTo("Why not?\nOde to parrots");
  }

  @Test
  void keepsAndPicksValues() {
    Runnel<Map<String, Object>, Integer, Integer> length =
        RunnableLambda.of("length", values -> values.get("topic").toString().length());
    Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> more =
        RunnableAssign.of("length", length);
    Runnel<Map<String, Object>, Integer, Integer> only =
        more.pipe(RunnablePick.of("length", Integer.class));

    assertThat(more.invoke(Map.of("topic", "parrots")))
        .containsEntry("topic", "parrots")
        .containsEntry("length", 7);
    assertThat(only.invoke(Map.of("topic", "parrots"))).isEqualTo(7);
  }

  @Test
  void branches() {
    Runnel<String, String, String> shout = RunnableLambda.of("shout", text -> text + "!");
    Runnel<String, String, String> branch =
        RunnableBranch.<String, String, String>when(text -> text.endsWith("!"), shout)
            .when(text -> text.isBlank(), RunnablePassthrough.of())
            .otherwise(jokes.joke());

    assertThat(branch.invoke("hey!")).isEqualTo("hey!!");
    assertThat(branch.stream("parrots").toList()).containsExactly("Why", " not", "?");
  }

  @Test
  void generates() {
    Runnel<Integer, Integer, List<Integer>> countdown =
        RunnableGenerator.ofEmitter(
            "countdown",
            Whole.list(),
            (from, out) -> {
              for (int i = from; i > 0; i--) {
                out.emit(i);
              }
            });

    assertThat(countdown.stream(3).toList()).containsExactly(3, 2, 1);
  }

  // ---- many inputs

  @Test
  void runsForManyInputs() {
    BatchResult<String> results =
        jokes.joke().batch(List.of("parrots", "cats"), BatchOptions.ofMaxConcurrency(2));
    List<String> values = results.values(); // throws the first failure; outcomes() tells of each

    Runnel<List<String>, Indexed<String>, List<String>> each =
        RunnableEach.of(jokes.joke(), BatchOptions.ofMaxConcurrency(2));
    each.stream(List.of("parrots", "cats"))
        .forEach(joke -> out.println(joke.index() + " " + joke.value()));

    assertThat(values).containsExactly("Why not?", "Why not?");
    assertThat(out.lines).containsExactlyInAnyOrder("0 Why not?", "1 Why not?");
  }

  // ---- looking at a chain

  @Test
  void drawsItself() {
    out.println(jokes.joke().graph().toText());
    out.println(jokes.joke().graph().toMermaid());

    assertThat(out.lines.get(0)).contains("ask", "model");
    assertThat(out.lines.get(1)).startsWith("flowchart TD").contains("ask", "model");
  }

  @Test
  void configures() {
    ChatModel precise = model.withOptions(ChatOptions.DEFAULT.withTemperature(0.0));
    Runnel<String, String, String> tagged =
        jokes.joke().withConfig(RunConfig.named("my joke").withTags("fun"));

    assertThat(new JokesRunnables(precise).joke().invoke("parrots")).isEqualTo("Why not?");
    assertThat(tagged.invoke("parrots")).isEqualTo("Why not?");
  }

  @Test
  void itsSnippetsAreThoseThatRunHere() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          sources.append(withoutIndent(Files.readString(file)));
        }
      }
    }
    List<String> snippets =
        SNIPPET
            .matcher(page())
            .results()
            .map((MatchResult found) -> withoutIndent(found.group(1)))
            .toList();
    assertThat(snippets).hasSizeGreaterThan(25);
    assertThat(snippets).allSatisfy(snippet -> assertThat(sources.toString()).contains(snippet));
  }

  @Test
  void itDrawsTheGuardedChainAsItIs() throws IOException {
    ChatModel model = ScriptedChatModel.of("Yes.");
    Patient patient = new PatientRunnables(model, model);
    assertThat(page()).contains("\n" + patient.answer().graph() + "\n");
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "chains.md"));
  }

  private static String withoutIndent(String code) {
    return code.replaceAll("(?m)^[ \t]+", "");
  }
}
