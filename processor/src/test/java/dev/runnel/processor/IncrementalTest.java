package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build tool may recompile a changed source alone, against the old class files of all others: the
 * outcome is that of a clean build, to the byte.
 */
class IncrementalTest {
  private static final Source BASE =
      Source.of(
          "Base",
          """
          interface Base {
            @Step default String said(String text, @Input String again) { return text + again; }
            @Prompt("{text}, {said}?") ChatPrompt ask(@Input String text, String said);
          }
          """);
  private static final Source HEIR =
      Source.of(
          "Heir",
          """
          interface Heir extends Base {
            @Chain({"said", "ask"}) ChatPrompt asked(String text);
          }
          """);
  private static final Source OTHER =
      Source.of(
          "Other",
          """
          abstract class Other {
            @StreamingStep abstract ChatModel model();
            @StreamingStep Optional<String> loud(String text) { return Optional.of(text); }
            @Chain({"model", "loud"})
            abstract RunnableSequence<ChatPrompt, String, String> answer();
            interface Nested {
              @Step default int size(String text) { return text.length(); }
              @Chain("size") int sized(String text);
            }
          }
          """);
  private static final Source USER =
      Source.of(
          "User",
          """
          class User {
            Heir heir = new HeirRunnables();
            Other other(ChatModel model) { return new OtherRunnables(model); }
          }
          """);

  @TempDir Path folder;

  private final List<Source> sources = new ArrayList<>(List.of(BASE, HEIR, OTHER, USER));
  private final List<String> options = new ArrayList<>();

  @Test
  void theProcessorSaysThatItIsIsolating() throws IOException {
    String file = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream in = RunnelProcessor.class.getResourceAsStream(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines(RunnelProcessor.class.getName() + ",isolating");
    }
  }

  @Test
  void aChangedChainClassIsRecompiledAlone() throws IOException {
    Source edited = edited(HEIR, "asked(String text)", "asked(String input)");
    assertSame(List.of(edited), "Heir");
    Source other =
        edited(OTHER, "{\"model\", \"loud\"}", "value = {\"model\", \"loud\"}, name = \"x\"");
    assertSame(List.of(other), "Other");
  }

  @Test
  void aChangedClassOfStepsIsRecompiledWithTheChainClassesThatInheritThem() throws IOException {
    Source edited = edited(BASE, "{text}, {said}?", "Is it {said} or {text}?");
    assertSame(List.of(edited, HEIR), "Base", "Heir");
  }

  /** A chain class has the names that it inherits as well, and the values are in its class file. */
  @Test
  void constantsAreThoseOfACleanBuild() throws IOException {
    options.add("-Arunnel.stepNames=true");
    Source heir = edited(HEIR, "{\"said\", \"ask\"}", "{HeirSteps.said, HeirSteps.ask}");
    sources.set(sources.indexOf(HEIR), heir);
    assertSame(List.of(edited(heir, "asked(String text)", "asked(String input)")), "Heir");
    Source base = edited(BASE, "ChatPrompt ask(", "ChatPrompt put(");
    assertSame(List.of(base, edited(heir, "HeirSteps.ask", "HeirSteps.put")), "Base", "Heir");
  }

  /** Compiles all, then what changed; and all of it anew. Both give the same files. */
  private void assertSame(List<Source> changed, String... outdated) throws IOException {
    Map<String, Source> now = new LinkedHashMap<>();
    Stream.of(sources, changed).flatMap(List::stream).forEach(each -> now.put(each.name(), each));
    Path partly = Files.createTempDirectory(folder, "partly");
    compile(partly, sources);
    Map<String, String> before = files(partly);
    for (String path : before.keySet()) {
      if (Stream.of(outdated)
          .anyMatch(name -> path.matches("test/" + name + "(\\W|_|Runn|Steps).*"))) {
        Files.delete(partly.resolve(path));
      }
    }
    compile(partly, changed);
    Path wholly = Files.createTempDirectory(folder, "wholly");
    compile(wholly, List.copyOf(now.values()));
    assertThat(files(partly))
        .isEqualTo(files(wholly))
        .isNotEqualTo(before)
        .hasSize(options.isEmpty() ? 17 : 25);
  }

  private static Source edited(Source source, String text, String by) {
    assertThat(source.text()).contains(text);
    return new Source(source.name(), source.text().replace(text, by));
  }

  /** Compiles as Gradle does: what is there already is on the class path. */
  private void compile(Path output, List<Source> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path input = Files.createTempDirectory(folder, "sources");
    List<Path> written = new ArrayList<>();
    for (Source source : sources) {
      written.add(Files.writeString(input.resolve(source.file()), source.plain()));
    }
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
      List<Path> classPath = new ArrayList<>(List.of(output));
      Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
          .map(Path::of)
          .forEach(classPath::add);
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              null,
              Stream.concat(
                      options.stream(),
                      Stream.of("--release", "17", "-parameters", "-g", "-implicit:none"))
                  .toList(),
              null,
              files.getJavaFileObjectsFromPaths(written));
      Processor processor = new RunnelProcessor();
      task.setProcessors(List.of(processor));
      assertThat(task.call()).isTrue();
    }
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString().replace('\\', '/'),
            file.toString().endsWith(".java")
                ? Files.readString(file)
                : Arrays.hashCode(Files.readAllBytes(file)) + "");
      }
    }
    return files;
  }
}
