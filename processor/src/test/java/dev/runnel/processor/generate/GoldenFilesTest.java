package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.model.UserMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generated code looks like, to the byte, and that it works. */
class GoldenFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"Jokes", "CountryChains", "Answers", "Robust"})
  void generatedCodeIsAsExpected(String name) {
    String generated = CompiledChains.of(resource(name + ".java")).generatedSources();
    assertThat(generated).isEqualTo(resource(name + "Runnables.java"));
  }

  @Test
  void theSameSourceGivesTheSameBytes() {
    String source = resource("Answers.java");
    assertThat(CompiledChains.of(source).generatedSources())
        .isEqualTo(CompiledChains.of(source).generatedSources());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jokes", "CountryChains", "Answers", "Robust"})
  void noLineIsLong(String name) {
    assertThat(resource(name + "Runnables.java").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void aJokeIsStreamed() {
    assertJoke(CompiledChains.of(resource("Jokes.java")));
  }

  @Test
  void theOtherCompilerTakesItAsWell() {
    JavaCompiler ecj = new EclipseCompiler();
    CompiledChains compiled = CompiledChains.compile(ecj, List.of(), resource("Jokes.java"));
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.generatedSources()).isEqualTo(resource("JokesRunnables.java"));
    assertJoke(compiled);
  }

  private static void assertJoke(CompiledChains compiled) {
    List<ChatPrompt> asked = new CopyOnWriteArrayList<>();
    Object jokes = compiled.make("goldens.JokesRunnables", model(asked, "Why", " not", "?"));
    Runnel<String, String, String> joke = CompiledChains.call(jokes, "joke");
    assertThat(joke.stream("parrots").stream().toList()).containsExactly("Why", " not", "?");
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
    CompiledChains compiled = CompiledChains.of(resource("CountryChains.java"));
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
        CompiledChains.of(resource("Answers.java"))
            .make(
                "goldens.AnswersRunnables",
                List.of(new UserMessage("hello")),
                documents,
                model(new ArrayList<>(), "be ", "brief"),
                model(asked, "So", " be it"));
    Runnel<String, String, String> answer = CompiledChains.call(answers, "answer");
    assertThat(answer.stream("why?").stream().toList()).containsExactly("So", " be it");
    assertThat(asked)
        .containsExactly(
            ChatPrompt.builder()
                .system("Answer from these documents only:\nof why?")
                .user("hello")
                .user("why?\n\nBear in mind: be brief")
                .build());
  }

  private static ChatModel model(List<ChatPrompt> asked, String... texts) {
    return (prompt, run) -> {
      asked.add(prompt);
      return ChunkStream.from(Stream.of(texts).map(text -> AiMessageChunk.text(text)));
    };
  }

  private static String resource(String name) {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden-files/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
