package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles and runs in an empty folder, and prints what the README says. */
class ReadmeTest {
  private static final String README = read(Path.of("..", "README.md"));
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;

  @Test
  void theProgramPrintsWhatTheReadmeShows() throws Exception {
    Path source =
        Files.writeString(folder.resolve("Jokes.java"), block("java", "static void main"));

    assertThat(compile(source)).isEmpty();

    assertThat(runMain("Jokes")).isEqualTo(block("text", "Why did |the parrot"));
  }

  @Test
  void swappedStepsGiveTheErrorThatTheReadmeShows() throws Exception {
    String swapped =
        block("java", "static void main").replace("{\"ask\", \"model\"}", "{\"model\", \"ask\"}");
    Path source = Files.writeString(folder.resolve("Jokes.java"), swapped);

    assertThat(compile(source)).contains(block("text", "[Runnel/").strip());
  }

  @Test
  void theChainAtTheTopIsThatOfTheProgram() {
    Matcher first = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(README);
    assertThat(first.find()).isTrue();

    String chain = first.group(1).stripTrailing();
    assertThat(chain).endsWith("}");
    assertThat(block("java", "static void main"))
        .contains(chain.substring(0, chain.length() - 1).stripTrailing());
  }

  private String compile(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-d", folder.toString(), "-cp", CLASS_PATH, "-processorpath", CLASS_PATH);
    compiler
        .getTask(
            messages,
            null,
            null,
            options,
            null,
            compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
        .call();
    return messages.toString();
  }

  private String runMain(String name) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + System.getProperty("path.separator") + CLASS_PATH,
                name)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** Finds the one fenced block of a language that holds a text. */
  private static String block(String language, String text) {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(README);
    List<String> found =
        blocks.results().map(block -> block.group(1)).filter(b -> b.contains(text)).toList();
    assertThat(found).as("blocks of " + language + " with " + text).hasSize(1);
    return found.get(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file.toAbsolutePath(), e);
    }
  }
}
