package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.ClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is missing where the server starts in a project first, the author is told it once. */
class FirstStartTest {
  private static final String AGAIN = "asked again when a pom.xml changes";

  @TempDir private Path root;

  /** Opens two files, and returns the only thing that is said. */
  private String said(Session session) {
    session.open("Jokes", Examples.JOKES);
    String message = session.editor().message();
    assertThat(session.marks("Jokes")).isEmpty();
    session.open("more/Jokes", Examples.JOKES);
    assertThat(session.marks("more/Jokes")).isEmpty();
    assertThat(session.editor().shown()).containsExactly(message);
    return message;
  }

  private Session session(Map<String, Object> maven) throws IOException {
    return new Session(root, Map.of("quietMillis", 0, "maven", maven));
  }

  private Session session(List<String> classPath) throws IOException {
    return new Session(root, Session.options(root, classPath));
  }

  @Test
  void withoutAnyBuildItIsSaidWhereToWriteTheClassPath() throws IOException {
    Path nowhere = root.getRoot().resolve("nowhere/jokes");
    try (Session session = new Session(nowhere, Map.of("quietMillis", 0))) {
      assertThat(said(session))
          .contains("the class path of " + nowhere + ". There is no pom.xml in this folder")
          .endsWith(nowhere.resolve("runnel-editor.json") + ".");
    }
  }

  @Test
  void aGradleProjectIsSaidToNeedItsTask() throws IOException {
    Files.createFile(root.resolve("build.gradle.kts"));
    try (Session session = session(Map.of())) {
      assertThat(said(session))
          .contains("the class path of " + root, "by the task runnelEditor of docs/ide.md");
    }
  }

  @Test
  void whereMavenMayNotBeAskedThatIsSaid() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    try (Session session = session(Map.of("enabled", false))) {
      assertThat(said(session)).contains(root.toString(), "Maven is not asked, since the settings");
    }
  }

  @Test
  void aPomThatCannotBeParsedIsSaidToBeWrongWithoutMaven() throws IOException {
    PlayedMaven maven = PlayedMaven.in(root);
    Files.writeString(root.resolve("pom.xml"), "<project>\n<artifactId>jokes</project>");
    try (Session session = session(Map.of())) {
      assertThat(said(session))
          .startsWith(root.resolve("pom.xml") + ", line 2: ")
          .contains("artifactId", "Mend it.", AGAIN);
      assertThat(maven.runs()).isEmpty();
    }
  }

  @Test
  void aMavenThatIsNotThereIsSaidToBeMissing() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    try (Session session = session(Map.of("executable", "mvn-that-is-not-there"))) {
      assertThat(said(session))
          .startsWith("Maven cannot be started")
          .contains(root.toString(), "mvn-that-is-not-there", "setting maven.executable");
    }
  }

  @Test
  void aMavenThatIsOfflineIsSaidToHaveToLoad() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    String said =
        "[ERROR] Cannot access central in offline mode and the artifact"
            + " org.apache.maven.plugins:maven-help-plugin:jar:3.5.1 has not been downloaded.";
    PlayedMaven.in(root).fail(said.getBytes(StandardCharsets.UTF_8));
    try (Session session = session(Map.of("offline", true))) {
      assertThat(said(session)).contains(root.toString(), said, "Maven is offline", AGAIN);
    }
  }

  @Test
  void whereMavenFailsItsWordsAreShownWithoutColorsAndHelp() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    String said =
        """
        \u001b[0m\u001b[0m[ERROR] Could not find artifact a:b -> [Help 1]
        [ERROR]\s
        [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
        [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/Some
        """;
    PlayedMaven.in(root).fail(said.getBytes(StandardCharsets.UTF_8));
    try (Session session = session(Map.of())) {
      assertThat(said(session)).contains(": [ERROR] Could not find artifact a:b\nMend the build");
    }
  }

  @Test
  void aMavenThatSaysNothingIsSaidToHaveFailed() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    PlayedMaven.in(root).fail(new byte[0]);
    try (Session session = session(Map.of())) {
      assertThat(said(session)).contains("it ended with 1, and said nothing.");
    }
  }

  @Test
  void aClassPathWithoutRunnelIsSaidToHaveNone() throws IOException {
    try (Session session = session(List.of(root.resolve("classes").toString()))) {
      assertThat(said(session))
          .contains("The class path of " + root + " has no Runnel", "dev.runnel:runnel-runtime");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJarThatWasCutOffIsNamedAndLeftOut(boolean isFirst) throws IOException {
    Path jar = Files.writeString(root.resolve("cut.jar"), "PK");
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(isFirst ? 0 : classPath.size(), jar.toString());
    try (Session session = session(classPath)) {
      assertThat(said(session))
          .contains("The class path of " + root + " names what is no jar", "left out: " + jar);
      session.type("Jokes", "\"upper\"}", "\"uper\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    }
  }

  @Test
  void aFileWithoutChainsNeedsNoRunnel() throws IOException {
    try (Session session = session(List.of(root.resolve("classes").toString()))) {
      session.openText("Text", "package dev.runnel.text; class Text {}");
      assertThat(session.marks("Text")).isEmpty();
      assertThat(session.editor().shown()).isEmpty();
    }
  }

  @Test
  void aProjectForANewerJavaIsSaidToNeedIt() throws IOException {
    Path classes = Files.createDirectories(root.resolve("classes"));
    try (OutputStream out = Files.newOutputStream(classes.resolve("Some.class"))) {
      out.write(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 120});
    }
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(classes.toString());
    try (Session session = session(classPath)) {
      assertThat(said(session))
          .contains("in " + root + " is compiled for Java 76", "the java of a JDK 76 or later");
    }
  }

  @Test
  void aClassThatIsJustBeingWrittenSaysNothing() throws IOException {
    Path classes = Files.createDirectories(root.resolve("classes"));
    Files.createFile(classes.resolve("Some.class"));
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(classes.toString());
    try (Session session = session(classPath)) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.editor().shown()).isEmpty();
    }
  }

  @Test
  void aJavaWithoutCompilerIsSaidToBeNoJdkBeforeMavenIsAsked() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    PlayedMaven maven = PlayedMaven.in(root);
    try (Session session =
        new Session(
            root,
            Map.of("quietMillis", 0),
            new ClientCapabilities(),
            threads -> RunningServer.beside("--limit-modules", "java.se"))) {
      assertThat(said(session)).contains("runs on a Java without a compiler", "of a JDK.");
      assertThat(maven.runs()).isEmpty();
    }
  }
}
