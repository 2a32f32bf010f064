package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.Runnel;
import dev.runnel.StepTrail;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.model.UserMessage;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.assertj.core.api.ThrowableAssert;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What generated code looks like, to the byte, and that it works. */
class GoldenFilesTest {
  /** A diagram in a comment, and the class that it stands on. */
  private static final Pattern ROW =
      Pattern.compile("\\{@code (input -> [^}]*)}.*?final class (\\w+)Sequence", Pattern.DOTALL);

  private static final Pattern DIAGRAM =
      Pattern.compile(
          "<pre>\\{@code\\n(   \\* flowchart.*?)   \\* }</pre>.*?final class (\\w+)Sequence",
          Pattern.DOTALL);

  static List<String> names() {
    return GoldenFiles.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void generatedCodeIsAsExpected(String name) {
    assertGenerated(name, CompiledChains.of(GoldenFiles.source(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theOtherCompilerTakesTheSameBytes(String name) {
    JavaCompiler ecj = new EclipseCompiler();
    CompiledChains compiled =
        CompiledChains.compile(ecj, List.of("-warn:-unusedImport"), GoldenFiles.source(name));
    assertThat(compiled.problems()).isEmpty();
    assertGenerated(name, compiled);
  }

  private static void assertGenerated(String name, CompiledChains compiled) {
    assertThat(compiled.generatedFile("goldens/" + name + "Runnables.java"))
        .as(GoldenFiles.HOW_TO_REWRITE)
        .hasSameTextualContentAs(GoldenFiles.generatedFile(name))
        .hasSameBinaryContentAs(GoldenFiles.generatedFile(name));
  }

  /** The build runs on two JDKs at least: on each, the bytes have to be those of the files here. */
  @ParameterizedTest
  @MethodSource("names")
  void theSameSourceGivesTheSameBytesOnEveryJdk(String name) {
    CompiledChains first = CompiledChains.of(GoldenFiles.source(name));
    CompiledChains second = CompiledChains.of(GoldenFiles.source(name));
    assertGenerated(name, first);
    assertThat(first.generatedSources()).isEqualTo(second.generatedSources());
  }

  @ParameterizedTest
  @MethodSource("names")
  void noLineIsLong(String name) {
    assertThat(GoldenFiles.generated(name).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void aJokeIsStreamed() {
    assertJoke(CompiledChains.of(GoldenFiles.source("Jokes")));
  }

  private static void assertJoke(CompiledChains compiled) {
    List<ChatPrompt> asked = new CopyOnWriteArrayList<>();
    Object jokes = compiled.make("goldens.JokesRunnables", model(asked, "Why", " not", "?"));
    Runnel<String, String, String> joke = CompiledChains.call(jokes, "joke");
    assertThat(joke.stream("parrots").toList()).containsExactly("Why", " not", "?");
    assertThat(joke.invoke("parrots")).isEqualTo("Why not?");
    assertThat(asked).hasSize(2).containsOnly(ChatPrompt.of("Tell me a joke about parrots"));
  }

  @Test
  void largeCountriesAreStreamed() {
    ChatModel model =
        model(
            new ArrayList<>(),
            "{\"countries\": [{\"name\": \"Fra",
            "nce\", \"population\": 68000000}, {\"name\": \"Malta\", \"population\": 500000},",
            " {\"name\": \"Japan\", \"population\": 124000000}]}");
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source("CountryChains"));
    Object chains = compiled.make("goldens.CountryChainsRunnables", model);
    Runnel<String, String, List<String>> large = CompiledChains.call(chains, "largeCountries");
    assertThat(large.invoke("all")).containsExactly("France", "Japan");
    List<String> names = new ArrayList<>();
    CompiledChains.<ChunkStream<String>>call(chains, "streamLargeCountries", "all")
        .forEach(names::add);
    assertThat(names).containsExactly("France", "Japan");
  }

  @Test
  void anAnswerJoinsWhatItIsMadeOf() {
    List<ChatPrompt> asked = new CopyOnWriteArrayList<>();
    Retriever documents = query -> List.of(Document.of("of " + query));
    Object answers =
        CompiledChains.of(GoldenFiles.source("Answers"))
            .make(
                "goldens.AnswersRunnables",
                List.of(new UserMessage("hello")),
                documents,
                model(new ArrayList<>(), "be ", "brief"),
                model(asked, "So", " be it"));
    Runnel<String, String, String> answer = CompiledChains.call(answers, "answer");
    assertThat(answer.stream("why?").toList()).containsExactly("So", " be it");
    assertThat(asked)
        .containsExactly(
            ChatPrompt.builder()
                .system("Answer from these documents only:\nof why?")
                .user("hello")
                .user("why?\n\nBear in mind: be brief")
                .build());
  }

  @Test
  void aReviewIsJoined() {
    Object reviews =
        CompiledChains.of(GoldenFiles.source("Reviews"))
            .make(
                "goldens.ReviewsRunnables",
                model(new CopyOnWriteArrayList<>(), "Fine", " ", "book"),
                model(new CopyOnWriteArrayList<>(), "Too", " long"),
                (Retriever) query -> List.of(Document.of("of " + query)));
    Runnel<String, Object, Object> review = CompiledChains.call(reviews, "review");
    assertThat(review.invoke("Emma").toString())
        .startsWith("Review[praise=Fine book, blame=Too long, words=2, sources=[Document[")
        .contains("of Emma");
  }

  @Test
  void aStoryIsToldInManyWays() {
    Object stories =
        CompiledChains.of(GoldenFiles.source("Stories"))
            .make(
                "goldens.StoriesRunnables",
                model(new CopyOnWriteArrayList<>(), "He came", ". ", "He", " saw.", " End"));
    Runnel<String, String, String> story = CompiledChains.call(stories, "story");
    assertThat(story.stream("Cid").toList()).containsExactly("He came. He saw.", "End");
    Runnel<String, String, String> told = CompiledChains.call(stories, "told");
    assertThat(told.stream("Cid").toList()).containsExactly("He", "came.", "He", "saw.", "End");
    assertThat(CompiledChains.<String>call(stories, "tell", "Cid")).isEqualTo("Hecame.Hesaw.End");
    assertThat(
            PublishedChunks.all(
                CompiledChains.<Flow.Publisher<String>>call(stories, "publish", "Cid")))
        .containsExactly("He", "came.", "He", "saw.", "End");
    Runnel<String, String, String> spelling = CompiledChains.call(stories, "spelling");
    assertThat(spelling.stream("Cid").toList()).startsWith("H", "e", "c", "a");
    assertThat(spelling.implementation().name()).isEqualTo("spelling");
  }

  @Test
  void methodsThatShareAClassKeepTheirNames() {
    Object stories =
        CompiledChains.of(GoldenFiles.source("Stories"))
            .make("goldens.StoriesRunnables", failing(() -> new IllegalStateException("no model")));
    Runnel<String, String, String> told = CompiledChains.call(stories, "told");
    assertThat(chains(() -> told.invoke("Cid"))).containsExactly("story", "told");
    assertThat(chains(() -> CompiledChains.call(stories, "tell", "Cid")))
        .containsExactly("story", "tell");
    assertThat(told.implementation().name()).isEqualTo("told");
  }

  /** Names the chains that an exception went through. */
  private static List<String> chains(ThrowableAssert.ThrowingCallable call) {
    return Stream.of(catchThrowable(call).getSuppressed())
        .map(StepTrail.class::cast)
        .map(StepTrail::chain)
        .toList();
  }

  @Test
  void aReportOfTenStepsIsMade() {
    Runnel<String, Integer, List<Integer>> ranks =
        RunnableGenerator.ofStream(
            "ranks",
            Whole.list(),
            (String text) ->
                ChunkStream.from(text.chars().filter(Character::isDigit).mapToObj(c -> c - '0')));
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source("Reports"));
    List<ChatPrompt> asked = new CopyOnWriteArrayList<>();
    Object reports =
        compiled.make("goldens.ReportsRunnables", model(asked, "3\n", "\n1", "2"), ranks);
    Object topic =
        CompiledChains.newInstance(
            compiled.load("goldens.Reports$Topic").getDeclaredConstructors()[0], " ants ", 2);
    Runnel<Object, String, String> report = CompiledChains.call(reports, "report");
    assertThat(report.stream(topic).toList()).containsExactly("<1>", "<2>", "<3>");
    assertThat(CompiledChains.<CompletableFuture<String>>call(reports, "reportLater", topic).join())
        .isEqualTo("<1><2><3>");
    assertThat(asked).hasSize(2).containsOnly(ChatPrompt.of("Write 2 lines about ants"));
  }

  /**
   * The graph of a chain with a guard of its own shows that as well; its class is the chain alone.
   */
  private static final String GUARDED = "Robust.Joke";

  @ParameterizedTest
  @MethodSource("names")
  void theDiagramsInTheCommentsAreThoseOfTheChains(String name) {
    CompiledChains compiled = CompiledChains.of(GoldenFiles.source(name));
    Object chains = makeWithAnything(compiled.load("goldens." + name + "Runnables"));
    String generated = GoldenFiles.generated(name);
    int found = 0;
    for (Matcher row = ROW.matcher(generated); row.find(); found++) {
      assertThat(row.group(1)).isEqualTo(graph(chains, row.group(2)).toText());
    }
    for (Matcher comment = DIAGRAM.matcher(generated); comment.find(); found++) {
      String drawn = graph(chains, comment.group(2)).toMermaid();
      if (!GUARDED.equals(name + "." + comment.group(2))) {
        assertThat(comment.group(1).replace("   * ", "")).isEqualTo(drawn);
      } else {
        assertThat(drawn).contains("|\"fallback 1\"| silence");
      }
    }
    assertThat(found).isPositive().isEqualTo(generated.split("PLAN =").length - 1);
  }

  /** Asks for the graph of a chain; one that is a plain call is a field. */
  private static Graph graph(Object chains, String className) {
    String method = className.substring(0, 1).toLowerCase(Locale.ROOT) + className.substring(1);
    try {
      Field chain = chains.getClass().getDeclaredField(method);
      chain.setAccessible(true);
      return ((Runnel<?, ?, ?>) chain.get(chains)).graph();
    } catch (ReflectiveOperationException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Object makeWithAnything(Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    Object[] arguments =
        Stream.of(constructor.getParameterTypes())
            .map(parameter -> parameter == List.class ? List.of() : anything(parameter))
            .toArray();
    return CompiledChains.newInstance(constructor, arguments);
  }

  private static Object anything(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          throw new UnsupportedOperationException(method.toString());
        });
  }

  private static ChatModel failing(Supplier<RuntimeException> failure) {
    return (prompt, run) -> {
      throw failure.get();
    };
  }

  private static ChatModel model(List<ChatPrompt> asked, String... texts) {
    return (prompt, run) -> {
      asked.add(prompt);
      return ChunkStream.from(Stream.of(texts).map(text -> AiMessageChunk.ofText(text)));
    };
  }
}
