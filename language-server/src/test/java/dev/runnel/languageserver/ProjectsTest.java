package dev.runnel.languageserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.runnel.languageserver.project.ProjectSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {
  private static final String WRONG = Examples.JOKES.replace("\"upper\"}", "\"uper\"}");

  @TempDir private Path root;

  @Test
  void aFileInTheProjectSaysItsClassPath() throws IOException {
    Files.writeString(
        root.resolve(ProjectSettings.FILE),
        new Gson().toJson(Map.of("sources", List.of("src"), "classPath", Session.classPath())));
    try (Session session = new Session(root, Map.of("quietMillis", 0))) {
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    }
  }

  @Test
  void aFileThatCannotBeReadIsShown() throws IOException {
    Files.writeString(root.resolve(ProjectSettings.FILE), "{\"classPath\": ");
    try (Session session = new Session(root, Map.of())) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message()).contains(ProjectSettings.FILE, "cannot be read");
      assertThat(session.marks("Jokes")).isEmpty();
    }
  }

  @Test
  void aCommaTooManyIsShown() throws IOException {
    Files.writeString(root.resolve(ProjectSettings.FILE), "{\"classPath\": [\"a.jar\",]}");
    try (Session session = new Session(root, Map.of())) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message()).contains("an empty entry in \"classPath\"");
    }
  }

  @Test
  void aMissingClassPathIsShown() throws IOException {
    try (Session session = new Session(root, Map.of("maven", Map.of("enabled", false)))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains("Runnel does not know the class path of", ProjectSettings.FILE);
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.complete("Jokes", "{\"ask\", \"mo|")).isEmpty();
    }
  }

  @Test
  void aMissingJarIsShown() throws IOException {
    Map<String, Object> project =
        Map.of(
            "root", root.toString(), "sources", List.of("src"), "classPath", List.of("gone.jar"));
    try (Session session = new Session(root, Map.of("projects", List.of(project)))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains("The class path of " + root + " names what is not there", "gone.jar");
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.editor().shown()).hasSize(1);
    }
  }

  @Test
  void aMissingRuntimeIsADiagnostic() throws IOException {
    List<String> annotations =
        Session.classPath().stream().filter(each -> each.contains("annotations")).toList();
    try (Session session = new Session(root, Session.options(root, annotations))) {
      session.openText(
          "Jokes",
          "package test; @dev.runnel.annotations.Chain(\"a\") interface Jokes {"
              + " @dev.runnel.annotations.Chain(\"a\") String joke(String topic); }");
      assertThat(session.marks("Jokes")).containsExactly("MissingRuntime [Jokes]");
    }
  }

  @Test
  void aWrongSettingIsShown() throws IOException {
    try (Session session = new Session(root, Map.of("diagnostics", "often"))) {
      assertThat(session.editor().message())
          .contains("\"diagnostics\" cannot be \"often\". It is always, whileTyping or never.");
    }
  }

  @Test
  void mavenIsAskedOnceUntilAPomChanges() throws IOException {
    PlayedMaven maven = PlayedMaven.in(root);
    Path pom = root.resolve("pom.xml");
    Files.writeString(pom, "<project><artifactId>jokes</artifactId></project>");
    maven.answer(
        """
        <project><artifactId>jokes</artifactId><build>
          <sourceDirectory>%1$s/src</sourceDirectory>
          <testSourceDirectory>%1$s/test</testSourceDirectory>
          <outputDirectory>%1$s/target/classes</outputDirectory>
          <plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>
            <annotationProcessorPaths><path><artifactId>runnel-processor</artifactId>
              <version>1</version></path></annotationProcessorPaths>
            <compilerArgs><arg>-Arunnel.componentModel=odd</arg><arg>-parameters</arg></compilerArgs>
          </configuration></plugin></plugins></build></project>
        """
            .formatted(root),
        System.getProperty("java.class.path"));
    for (int i = 0; i < 2; i++) {
      try (Session session = new Session(root, Map.of("quietMillis", 0))) {
        session.open("Jokes", WRONG);
        session.editor().awaitSome(session.uri("Jokes"));
        assertThat(session.marks("Jokes"))
            .containsExactlyInAnyOrder("BadOption []", "UnknownStep [\"uper\"]");
      }
    }
    assertThat(maven.runs()).hasSize(2);
    assertThat(maven.runs().get(0)).contains("effective-pom", "build-classpath");
    Files.writeString(pom, "<project><artifactId>jokes</artifactId><version>2</version></project>");
    // Maven writes as its platform does, which need not be UTF-8.
    String warning = "WARNING: sun.misc.Unsafe::objectFieldOffset has been called\n";
    String error = "[ERROR] The pom is wr\u00f6ng.\n";
    maven.fail((warning.repeat(4) + error.repeat(9)).getBytes(ISO_8859_1));
    try (Session session = new Session(root, Map.of("quietMillis", 0))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains("Maven could not tell the class path", ": [ERROR] The pom is wr")
          .doesNotContain("WARNING");
    }
  }

  @Test
  void aTypeIsFoundAsSoonAsABuildHasCompiledIt() throws IOException {
    Path classes = root.resolve("classes");
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(classes.toString());
    try (Session session = new Session(root, Session.options(root, classPath))) {
      session.open("Jokes", Examples.JOKES.replace("String upper(", "test.Text upper("));
      assertThat(session.marks("Jokes")).isNotEmpty();
      Path source = root.resolve("Text.java");
      Files.writeString(source, "package test; public interface Text extends CharSequence {}");
      compile(source, Files.createDirectories(classes));
      session.type("Jokes", "return chunk.toUpperCase", "return null; // ");
      session.type("Jokes", "<String, String, String> joke", "<String, test.Text, Object> joke");
      assertThat(session.marks("Jokes")).filteredOn(mark -> mark.startsWith("Missing")).isEmpty();
    }
  }

  @Test
  void whatAChainInheritsIsReadFromItsSourceAlsoAfterABuild() throws IOException {
    Path classes = Files.createDirectories(root.resolve("classes"));
    List<String> classPath = new ArrayList<>(Session.classPath());
    classPath.add(classes.toString());
    try (Session session = new Session(root, Session.options(root, classPath))) {
      Path base = session.path("Asking");
      Files.createDirectories(base.getParent());
      Files.writeString(
          base,
          Session.IMPORTS
              + "interface Asking { @Prompt(\"Of {topic}\") ChatPrompt ask(String topic); }");
      compile(base, classes);
      session.open(
          "Jokes",
          "interface Jokes extends Asking { @StreamingStep ChatModel model();"
              + " @Chain({\"ask\", \"model\"}) RunnableSequence<String, String, String> joke(); }");
      assertThat(session.marks("Jokes")).isEmpty();
    }
  }

  private static void compile(Path source, Path classes) {
    String classPath = String.join(File.pathSeparator, Session.classPath());
    String[] options = {
      "-proc:none", "-cp", classPath, "-d", classes.toString(), source.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
  }
}
