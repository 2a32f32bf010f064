package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.Diagnostic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Java server renamed in files that were not open: the last build tells, or what fits. */
class RenamedBeforeTest extends SessionTest {
  private static final String BASE =
      """
      abstract class Base {
        @StreamingStep
        String shout(String chunk) {
          return chunk.toUpperCase(Locale.ROOT);
        }
      }
      """;

  private static final String LOUD =
      """
      abstract class Loud extends Base {
        @StreamingStep
        abstract ChatModel model();

        @Chain({"model", "shout"})
        abstract RunnableSequence<ChatPrompt, String, String> loud();
      }
      """;

  private Path classes;

  @Override
  @BeforeAll
  void start(@TempDir Path root) throws IOException {
    classes = Files.createDirectory(root.resolve("classes"));
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(0, classes.toString());
    session = new Session(root, Session.options(root, classPath));
  }

  @AfterEach
  void unbuild() throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void theLastBuildTellsWhatWasRenamed() throws IOException {
    build("Jokes", Examples.JOKES);
    session.open("Jokes", Examples.JOKES.replace("ChatModel model()", "ChatModel teller()"));
    assertThat(titles("Jokes")).contains("Rename only here: 'teller'");
    session.apply(fix("Jokes", "Rename here, too: 'teller', in 2 places").getEdit());
    assertThat(session.text("Jokes"))
        .contains("@Chain({\"ask\", \"teller\", \"upper\"})", "{\"ask\", \"teller\", \"count\"}");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void ofSeveralEachHasTheSignatureThatItHad() throws IOException {
    build("Jokes", Examples.JOKES);
    session.open(
        "Jokes",
        Examples.JOKES
            .replace("ChatModel model()", "ChatModel teller()")
            .replace("int count(", "int size(")
            .replace("ask(String topic)", "ask(String subject)"));
    session.apply(fix("Jokes", "Rename here, too: 'teller', in 2 places").getEdit());
    session.apply(fix("Jokes", "Rename here, too: 'size'").getEdit());
    session.apply(fix("Jokes", "Rename here, too: 'subject', in 2 places").getEdit());
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void anInheritedStepIsFollowedFromTheFileThatDeclaresIt() throws IOException {
    build("Base", BASE);
    session.write("Base", BASE);
    build("Loud", LOUD);
    session.write("Base", BASE.replace("shout", "cry"));
    session.open("Loud", LOUD);
    session.apply(fix("Loud", "Rename here, too: 'cry'").getEdit());
    assertThat(session.marks("Loud")).isEmpty();
  }

  @Test
  void whatIsReadByItsNameFollows() throws IOException {
    String jokes =
        Examples.JOKES.replace("int count(", "int count(@From(\"ask\") ChatPrompt prompt, ");
    build("Jokes", jokes);
    session.open("Jokes", jokes.replace("ChatPrompt ask(", "ChatPrompt tell("));
    session.apply(fix("Jokes", "Rename here, too: 'tell', in 3 places").getEdit());
    assertThat(session.text("Jokes")).contains("@From(\"tell\")");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  /** Java servers build as soon as a file is saved. */
  @Test
  void afterABuildTheStepFitsThatNothingNames() throws IOException {
    String renamed =
        Examples.JOKES
            .replace("ChatModel model()", "ChatModel teller()")
            .replace("ask(String topic)", "ask(String subject)");
    build("Jokes", renamed);
    session.open("Jokes", renamed);
    assertThat(titles("Jokes")).doesNotContain("Change to 'name', in 2 places");
    session.apply(fix("Jokes", "Change to 'teller', in 2 places").getEdit());
    session.apply(fix("Jokes", "Change to 'subject', in 2 places").getEdit());
    assertThat(session.text("Jokes"))
        .contains("{\"ask\", \"teller\", \"upper\"}", "joke about {subject}, in the tone");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void anotherClassOfTheFileKeepsItsNames() throws IOException {
    String other = Examples.JOKES.replace("class Jokes", "class Others");
    build("Jokes", Examples.JOKES + other);
    session.open(
        "Jokes", Examples.JOKES.replace("ChatModel model()", "ChatModel teller()") + other);
    session.apply(fix("Jokes", "Rename here, too: 'teller', in 2 places").getEdit());
    assertThat(session.text("Jokes")).endsWith(other);
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void whereNothingFitsOnlyTheNearestIsOffered() {
    session.open("Jokes", Examples.JOKES.replace("\"model\", \"upper\"", "\"modle\", \"upper\""));
    assertThat(titles("Jokes")).containsExactly("Change to 'model'", "Create the step 'modle'");
  }

  private void build(String name, String body) throws IOException {
    session.write(name, body);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-parameters",
                "-classpath",
                classes + File.pathSeparator + String.join(File.pathSeparator, Session.classPath()),
                "-d",
                classes.toString(),
                session.path(name).toString());
    assertThat(exit).isZero();
  }

  private List<String> titles(String name) {
    return fixes(name).stream().map(CodeAction::getTitle).toList();
  }

  private CodeAction fix(String name, String title) {
    List<CodeAction> all = fixes(name);
    List<Diagnostic> diagnostics = session.diagnostics(name);
    assertThat(all).as("of %s", diagnostics).extracting(CodeAction::getTitle).contains(title);
    return all.stream().filter(each -> each.getTitle().equals(title)).findFirst().orElseThrow();
  }

  private List<CodeAction> fixes(String name) {
    return session.diagnostics(name).stream()
        .flatMap(each -> session.fixes(name, each.getRange()).stream())
        .toList();
  }
}
