package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FactsTest {
  private static final Source JOKES =
      Source.of(
          "Jokes",
          """
          abstract class Jokes {
            @Prompt("About {topic}") abstract ChatPrompt ask(String topic);
            @StreamingStep abstract ChatModel model();
            @StreamingStep List<String> words(String text) { return List.of(text); }
            @Step int count(String model) { return model.length(); }
            @Chain({"ask", "model", "count"})
            abstract RunnableSequence<String, Integer, Integer> right();
            @Chain({"ask", "modle"})
            abstract RunnableSequence<String, String, String> misspelt();
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, Integer, String> mistyped();
          }
          """);

  @TempDir private Path classes;

  @Test
  void nothingIsWrittenUnlessItIsAskedFor() throws IOException {
    compile();
    assertThat(file()).doesNotExist();
  }

  @Test
  void aProblemTellsItsValuesAsTheAuthorHasToWriteThem() throws IOException {
    JsonNode problems = facts().get("problems");
    assertThat(problems.findValuesAsString("kind"))
        .containsExactly("STREAMING_LOST", "UNKNOWN_STEP", "CHAIN_CHUNK_MISMATCH");
    assertThat(problems.get(1).get("message").asString()).startsWith("[Runnel/UnknownStep] ");
    assertThat(problems.get(1).get("values").get("nearest").asString()).isEqualTo("model");
    assertThat(problems.get(2).get("values").get("gives").asString()).isEqualTo("AiMessageChunk");
  }

  @Test
  void eachStepTellsWhatItReadsAndGives() throws IOException {
    assertThat(facts().get("steps").findValuesAsString("told"))
        .containsExactly(
            "text -> ChatPrompt",
            "ChatPrompt -> AiMessageChunk",
            "text -> List<String>",
            "text -> Integer",
            "text -> Integer",
            "text -> text",
            "text -> Integer");
  }

  @Test
  void aRightChainTellsWhatFlowsInIt() throws IOException {
    JsonNode chains = facts().get("chains");
    assertThat(chains).hasSize(1);
    assertThat(chains.get(0).toString())
        .isEqualTo(
            """
            {"name":"right","parameters":0,"takes":"String","streams":"Integer","gives":"Integer",\
            "adds":"Integer, its one chunk","many":"one","steps":[\
            {"name":"ask","in":"test.Jokes","gives":"ChatPrompt","whole":null,"many":"one",\
            "reads":[{"parameter":"topic","source":-1,"edge":"whole","type":"String",\
            "adds":"String, its one chunk","buffered":false}],"fallbacks":[]},\
            {"name":"model","in":"test.Jokes","gives":"AiMessageChunk","whole":"AiMessage",\
            "many":"many","reads":[{"parameter":"input","source":0,"edge":"whole",\
            "type":"ChatPrompt","adds":"ChatPrompt, its one chunk","buffered":false}],\
            "fallbacks":[]},\
            {"name":"count","in":"test.Jokes","gives":"Integer","whole":null,"many":"one",\
            "reads":[{"parameter":"model","source":1,"edge":"whole","type":"String",\
            "adds":"String, its own whole","buffered":false}],"fallbacks":[]}],\
            "mermaid":"flowchart TD\\n  input([input]) --> ask --> model --> count --> output([output])\\n"}""");
  }

  @Test
  void aClassTellsWhatIsGeneratedForIt() throws IOException {
    assertThat(facts().get("generated").asString()).isEqualTo("test.JokesRunnables");
  }

  private JsonNode facts() throws IOException {
    compile("-Arunnel.facts=true");
    return JsonMapper.shared().readTree(Files.readString(file()));
  }

  private Path file() {
    return classes.resolve("META-INF/runnel/facts/test.Jokes.json");
  }

  private void compile(String... more) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path source = Files.createDirectories(classes.resolve("test")).resolve("Jokes.java");
    Files.writeString(source, JOKES.text());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = new ArrayList<>(List.of("-d", classes.toString()));
      options.addAll(List.of(more));
      CompilationTask task =
          compiler.getTask(
              new StringWriter(), files, null, options, null, files.getJavaFileObjects(source));
      task.setProcessors(List.of(new RunnelProcessor()));
      task.call();
    }
  }
}
