package dev.runnel.events.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.LoggingRunListener;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.event.RunLog;
import dev.runnel.event.StreamEvent;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page on events shows is code that compiles and runs here. */
class EventsPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES =
      Path.of("src", "test", "java", "dev", "runnel", "events", "docs");

  private final ChatModel model =
      ScriptedChatModel.builder().name("scripted").otherwise(Script.of("Why", " not", "?")).build();
  private final Jokes jokes = new JokesRunnables(model);

  private static final class Printed {
    private final List<String> lines = new ArrayList<>();

    void println(Object line) {
      lines.add(line.toString());
    }
  }

  private final Printed out = new Printed();

  @Test
  void watching() {
    try (ChunkStream<StreamEvent> events = jokes.joke().streamEvents("parrots")) {
      events.forEach(event -> out.println(event.event() + " " + event.name()));
    }
    assertThat(out.lines)
        .containsExactly(
            "on_chain_start joke",
            "on_prompt_start ask",
            "on_prompt_end ask",
            "on_chat_model_start model",
            "on_chat_model_stream model",
            "on_chain_stream joke",
            "on_chat_model_stream model",
            "on_chain_stream joke",
            "on_chat_model_stream model",
            "on_chain_stream joke",
            "on_chat_model_end model",
            "on_chain_end joke");
  }

  @Test
  void json() {
    EventOptions v1 = EventOptions.DEFAULT.withSchema(EventSchema.V1);
    jokes.joke().streamEvents("parrots", v1).forEach(event -> out.println(event.toJson()));
    assertThat(out.lines.get(0)).contains("\"data\":{\"input\":\"parrots\"}");
  }

  @Test
  void filters() {
    EventOptions tokens = EventOptions.DEFAULT.withIncludedTypes(RunType.CHAT_MODEL);
    EventOptions quiet = EventOptions.DEFAULT.withExcludedNames("ask").withExcludedTags("internal");
    RunConfig tagged = RunConfig.DEFAULT.withTags("internal");
    assertThat(jokes.joke().streamEvents("x", tokens).toJavaStream()).hasSize(5);
    assertThat(jokes.joke().streamEvents("x", quiet).toJavaStream()).hasSize(10);
    assertThat(jokes.joke().withConfig(tagged).streamEvents("x", quiet).toJavaStream()).isEmpty();
  }

  @Test
  void redaction() {
    EventOptions discreet =
        EventOptions.DEFAULT.withRedaction(
            (run, payload) ->
                run.type() == RunType.PROMPT ? Optional.empty() : Optional.of("(hidden)"));
    jokes.joke().streamEvents("secret", discreet).forEach(event -> out.println(event.toJson()));
    assertThat(out.lines).hasSize(12).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void listeners() {
    RunListener tokens =
        new RunListener() {
          @Override
          public void onChunk(RunEvent.Chunk event) {
            if (event.run().type() == RunType.CHAT_MODEL) {
              out.println(event.chunk());
            }
          }
        };

    jokes.joke().withListeners(tokens).invoke("parrots");
    assertThat(out.lines).hasSize(3);

    ChatModel quoted = model.withListeners(tokens);
    new JokesRunnables(quoted).joke().invoke("parrots");
    assertThat(out.lines).hasSize(6);
  }

  @Test
  void logging() {
    String joke = jokes.joke().withListeners(new LoggingRunListener()).invoke("parrots");
    assertThat(joke).isEqualTo("Why not?");
  }

  @Test
  void ownEvents() {
    EventOptions custom = EventOptions.DEFAULT;
    jokes
        .topics()
        .streamEvents("p", custom)
        .forEach(event -> out.println(event.event() + " " + event.name()));
    assertThat(out.lines).containsSubsequence("on_custom_event progress", "on_custom_event found");
  }

  @Test
  void tools() {
    RecordingListener heard = new RecordingListener();
    jokes.tool().withListeners(heard).invoke("hello");
    assertThat(heard.startedNames()).containsExactly("bad_tool", "reverse_word");
  }

  @Test
  void otherThreads() throws Exception {
    RecordingListener heard = new RecordingListener();
    Executor pool = Executors.newCachedThreadPool();
    Runnel<String, String, String> both =
        RunnableLambda.of(
            "both",
            topic -> {
              RunContext run = RunContext.current();
              var first =
                  CompletableFuture.supplyAsync(() -> jokes.joke().invoke(topic), run.wrap(pool));
              var second =
                  CompletableFuture.supplyAsync(
                      () -> jokes.joke().withConfig(RunConfig.childOf(run)).invoke(topic), pool);
              return first.get() + second.get();
            });
    both.withListeners(heard).invoke("parrots");
    assertThat(heard.of("joke")).allMatch(event -> event.run().parentIds().size() == 1).hasSize(4);
    heard.assertWellFormed();
  }

  @Test
  void customEventsAreNotPartOfTheLog() {
    jokes.topics().streamLog("p", EventOptions.DEFAULT).forEach(out::println);
    assertThat(out.lines).isNotEmpty().noneMatch(line -> line.contains("progress"));
  }

  @Test
  void log() {
    RunLog log = new RunLog();
    jokes.joke().streamLog("parrots", EventOptions.DEFAULT).forEach(log::apply);
    out.println(log.state().at("/final_output"));
    assertThat(out.lines).containsExactly("\"Why not?\"");
  }

  @Test
  void inTests() {
    RecordingListener heard = new RecordingListener();
    jokes.joke().withListeners(heard).invoke("parrots");
    heard.assertWellFormed();
    assertThat(heard.startedNames()).containsExactly("joke", "ask", "model");
  }

  @Test
  void itsSnippetsAreThoseThatRunHere() throws IOException {
    String sources =
        withoutIndent(Files.readString(SOURCES.resolve("Jokes.java")))
            + withoutIndent(Files.readString(SOURCES.resolve("EventsPageTest.java")));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(Path.of("..", "docs", "events.md")))
            .results()
            .map(found -> withoutIndent(found.group(1)))
            .toList();
    assertThat(snippets).hasSizeGreaterThan(9);
    assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(snippet));
  }

  private static String withoutIndent(String code) {
    return code.replaceAll("(?m)^[ \t]+", "");
  }
}
